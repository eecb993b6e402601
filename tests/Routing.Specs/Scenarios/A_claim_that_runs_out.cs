using CptsReferral.Referrals;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class A_claim_that_runs_out : RoutingScenario
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Goes_back_to_the_group()
    {
        var id = await AHeldEcgAsync();
        var timeout = (await Routing.LaneAsync("ecg")).Clock.ClaimTimeout;

        await PassesAsync(id, timeout);

        (await StateAsync(id)).ShouldBe("OnWorklist");
        var referral = await Routing.ReferralAsync(id);
        referral.Status.ShouldBe(ReferralStatus.Queued);
        referral.HolderId.ShouldBeNull();
        referral.Moves.OrderBy(move => move.Version).Last().Kind.ShouldBe(MoveKind.ClaimTimedOut);
        await HearsAsync(_ => Told().Count == 1);
        Told().ShouldBe(["Group ClaimReleased"]);
        (await Routing.ActedAsync(id)).ShouldBe("claim-timeout");
    }

    [Fact]
    public async Task Is_one_claim_and_the_next_has_its_own_time()
    {
        var id = await AHeldEcgAsync();
        var timeout = (await Routing.LaneAsync("ecg")).Clock.ClaimTimeout;
        await PassesAsync(id, timeout);
        await Routing.ClaimsAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);

        await PassesAsync(id, timeout - Hour);
        (await StateAsync(id)).ShouldBe("Held");
        await PassesAsync(id, Hour);

        (await StateAsync(id)).ShouldBe("OnWorklist");
        (await Routing.StepsAsync(id)).Count(step => step.Act == "claim-timeout").ShouldBe(2);
    }

    [Fact]
    public async Task Is_not_taken_from_a_holder_who_waits_for_the_requester()
    {
        var id = await AHeldEcgAsync();
        await Routing.AsksForMoreAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);

        Routing.Passes(10 * Hour);
        await Routing.RingsAgainAsync(id);
        await Routing.ShouldHoldNothingBackAsync(Cancellation);

        (await Routing.StatusAsync(id)).ShouldBe(ReferralStatus.AwaitingInformation);
        (await Routing.StepsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_given_up_without_a_word_to_the_group_when_its_holder_releases_it()
    {
        var id = await AHeldEcgAsync();

        await Routing.ReleasesAsync(id, Cardiologist);

        (await StateAsync(id)).ShouldBe("OnWorklist");
        Told().ShouldBeEmpty();
    }
}
