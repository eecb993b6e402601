using CptsReferral.Contracts;
using CptsReferral.Contracts.Desk;
using CptsReferral.Contracts.Referrals;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class Facts_that_come_late_twice_or_never : RoutingScenario
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Lead_to_the_same_end_in_any_order(int seed)
    {
        var (id, facts) = await AWholeLifeUntoldAsync();
        var shuffled = facts.Concat(facts).ToArray();
        new Random(seed).Shuffle(shuffled);

        foreach (var fact in shuffled)
            await Routing.TellsAsync(fact);

        await ShouldBeLivedOnceAsync(id);
    }

    [Fact]
    public async Task Heal_when_only_the_last_one_arrives()
    {
        var (id, facts) = await AWholeLifeUntoldAsync();

        await Routing.TellsAsync(facts[^1]);

        await ShouldBeLivedOnceAsync(id);
    }

    [Fact]
    public async Task Heal_when_one_in_the_middle_is_lost()
    {
        var (id, facts) = await AWholeLifeUntoldAsync();

        foreach (var fact in facts.Where(fact => fact is not (ReferralClaimed or ReferralAnswered)))
            await Routing.TellsAsync(fact);

        await ShouldBeLivedOnceAsync(id);
    }

    [Fact]
    public async Task Change_nothing_once_the_referral_is_settled()
    {
        var (id, facts) = await AWholeLifeUntoldAsync();
        await Routing.TellsAsync(facts);
        await ShouldBeLivedOnceAsync(id);
        var settled = await Routing.SagaAsync(id);

        Routing.Passes(TimeSpan.FromDays(1));
        await Routing.TellsAsync(facts);
        await Routing.RingsAgainAsync(id);
        await Routing.ShouldHoldNothingBackAsync(Cancellation);

        (await Routing.SagaAsync(id)).ShouldBe(settled);
        await ShouldBeLivedOnceAsync(id);
    }

    [Fact]
    public async Task Find_an_alarm_without_a_saga_and_leave_it()
    {
        await Routing.RingsAgainAsync(Guid.CreateVersion7(Time.GetUtcNow()));

        await Routing.ShouldHoldNothingBackAsync(Cancellation);
    }

    async Task<(Guid Id, IReadOnlyList<IReferralFact> Facts)> AWholeLifeUntoldAsync()
    {
        var id = await Routing.SubmitsAsync("ecg", Requester, told: false);
        var submitted = await Routing.ReferralAsync(id);
        List<IReferralFact> facts = [new ReferralSubmitted(id, "ecg", 1, submitted.SubmittedUtc, submitted.LaneVersion)];
        facts.AddRange(await Routing.DeskQueuesAsync(id, told: false));
        facts.AddRange(await Routing.ClaimsAsync(id, Cardiologist, told: false));
        facts.AddRange(await Routing.ReleasesAsync(id, Cardiologist, told: false));
        facts.AddRange(await Routing.ClaimsAsync(id, Cardiologist, told: false));
        facts.AddRange(await Routing.AsksForMoreAsync(id, Cardiologist, told: false));
        facts.AddRange(await Routing.RepliesAsync(id, Requester, told: false));
        facts.AddRange(await Routing.ReachesNobodyAsync(id, Cardiologist, told: false));
        facts.AddRange(await Routing.AnswersAsync(id, Cardiologist, told: false));
        facts.AddRange(await Routing.IsDeliveredAsync(id, told: false));
        facts.AddRange(await Routing.AmendsAsync(id, Cardiologist, told: false));
        facts.AddRange(await Routing.IsDeliveredAsync(id, told: false));
        facts.AddRange(await Routing.OpensAsync(id, Requester, told: false));
        facts.AddRange(await Routing.ClosesAsync(id, Requester, told: false));
        facts.Select(fact => fact.Version).ShouldBe(Enumerable.Range(1, 14));
        return (id, facts);
    }

    async Task ShouldBeLivedOnceAsync(Guid id)
    {
        await Routing.ShouldHoldNothingBackAsync(Cancellation);
        (await StateAsync(id)).ShouldBe("Settled");
        Routing.Heard.Of<QueueReferral>().Count.ShouldBe(1);
        BroughtHome().ShouldBe(["InformationRequest 6", "Answer 9", "Amendment 11"], ignoreOrder: true);
        Told().ShouldBe(["Holder InformationProvided"]);
        (await Routing.SagaAsync(id))!.NextAlarmUtc.ShouldBeNull();
        (await Routing.StepsAsync(id)).ShouldBeEmpty();
    }
}
