using CptsReferral.Contracts.Desk;
using CptsReferral.Referrals.People;
using Shouldly;
using Xunit;

namespace CptsReferral.Desk.Specs.Scenarios;

public sealed class People_of_a_desk : DeskScenario
{
    [Fact]
    public async Task Are_told_by_what_they_are_to_the_referral()
    {
        var holder = await Desk.HasPersonAsync("cardiologist");
        var colleague = await Desk.HasPersonAsync("cardiologist");
        var coordinator = await Desk.HasPersonAsync(Functions.Coordinator);
        var id = await AnEcgAsync();
        await Desk.DeskQueuesAsync(id, told: false);
        await Desk.ClaimsAsync(id, holder, told: false);

        await TellAsync(id, DeskAudience.Holder, DeskSubject.Warning);
        await TellAsync(id, DeskAudience.Group, DeskSubject.ClaimReleased);
        await TellAsync(id, DeskAudience.Coordinator, DeskSubject.Breach);
        await Desk.HandlesAsync(3, Cancellation);

        (await Desk.InboxAsync(holder)).Select(entry => entry.Kind).ShouldBe(["warning", "claim-released"], ignoreOrder: true);
        (await Desk.ToldAsync(colleague)).ShouldBe("claim-released");
        (await Desk.ToldAsync(coordinator)).ShouldBe("breach");
    }

    [Fact]
    public async Task Are_told_of_one_matter_once()
    {
        var coordinator = await Desk.HasPersonAsync(Functions.Coordinator);
        var id = await AnEcgAsync();

        await TellAsync(id, DeskAudience.Coordinator, DeskSubject.Breach);
        await TellAsync(id, DeskAudience.Coordinator, DeskSubject.Breach);
        await Desk.HandlesAsync(2, Cancellation);

        (await Desk.ToldAsync(coordinator)).ShouldBe("breach");
    }

    [Fact]
    public async Task Are_not_told_as_holder_when_nobody_holds_it()
    {
        var cardiologist = await Desk.HasPersonAsync("cardiologist");
        var id = await AnEcgAsync();

        await TellAsync(id, DeskAudience.Holder, DeskSubject.Warning);
        await Desk.HandlesAsync(1, Cancellation);

        (await Desk.ToldAsync(cardiologist)).ShouldBeEmpty();
    }

    Task TellAsync(Guid id, DeskAudience audience, DeskSubject subject) => Desk.IsToldAsync(id, "ecg", audience, subject, Desk.Now);
}
