using CptsReferral.Referrals.Clocks;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class A_clock_that_runs_out : RoutingScenario
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Warns_climbs_the_ladder_and_writes_the_register()
    {
        var id = await AQueuedEcgAsync();
        var due = Routing.Now + (24 * Hour);

        await Routing.PassesAsync(24 * Hour, Hour, () => Routing.RingsAsync(id, Cancellation));

        var breach = (await Routing.BreachesAsync(id)).ShouldHaveSingleItem();
        breach.Stage.ShouldBe("completion");
        breach.DueUtc.ShouldBe(due);
        breach.RecordedUtc.ShouldBe(due);
        breach.Cause.ShouldBeNull();
        var steps = await Routing.StepsAsync(id);
        steps.Select(step => step.Act).ShouldBe(
            ["warning", "warning", "tell-holder", "release-claim", "wake-backup", "breach", "tell-coordinator"], ignoreOrder: true);
        steps.ShouldAllBe(step => step.DoneUtc - step.DueUtc < Hour);
        await HearsAsync(_ => Told().Count == 6);
        Told().ShouldBe(
            ["Group Warning", "Group Warning", "Holder Warning", "Backup Warning", "Coordinator Breach", "Coordinator Breach"], ignoreOrder: true);
        (await Routing.SagaAsync(id))!.LateSinceUtc.ShouldBe(due);
    }

    [Fact]
    public async Task Is_not_late_any_more_once_it_is_answered()
    {
        var id = await AHeldEcgAsync();
        Routing.Passes(25 * Hour);
        await Routing.RingsAsync(id, Cancellation);
        await Routing.CatchesUpAsync(id, Cancellation);
        await Routing.ClaimsAsync(id, Cardiologist);
        await Routing.AnswersAsync(id, Cardiologist);

        (await Routing.CatchesUpAsync(id, Cancellation)).LateSinceUtc.ShouldBeNull();
        (await Routing.BreachesAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rings_late_when_routing_was_down_and_once_only()
    {
        var id = await AHeldEcgAsync();

        await RoutingIsRestartedAsync(_ =>
        {
            Routing.Passes(30 * Hour);
            return Task.CompletedTask;
        });
        await Routing.RingsAsync(id, Cancellation);
        (await StateAsync(id)).ShouldBe("OnWorklist");
        var steps = await Routing.StepsAsync(id);
        steps.ShouldAllBe(step => step.DoneUtc == Routing.Now && step.DueUtc < Routing.Now);
        steps.Count(step => step.Act == "claim-timeout").ShouldBe(1);
        steps.Count(step => step.Act == "breach").ShouldBe(1);

        await Routing.RingsAgainAsync(id);
        await Routing.RingsAgainAsync(id);
        await Routing.ShouldHoldNothingBackAsync(Cancellation);
        (await Routing.StepsAsync(id)).Count.ShouldBe(steps.Count);
        (await Routing.BreachesAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Is_recorded_even_when_the_answer_came_while_routing_was_down()
    {
        var id = await AHeldEcgAsync();

        await RoutingIsRestartedAsync(async gateway =>
        {
            gateway.Passes(25 * Hour);
            await gateway.AnswersAsync(id, Cardiologist);
        });

        (await StateAsync(id)).ShouldBe("ComingHome");
        (await Routing.BreachesAsync(id)).ShouldHaveSingleItem().Stage.ShouldBe("completion");
        (await Routing.ActedAsync(id)).ShouldBe("breach");
    }

    [Fact]
    public async Task Counts_each_stage_of_a_lane_by_itself()
    {
        var id = await Routing.SubmitsAsync("imaging", Requester);
        var secretary = await Routing.HasPersonAsync("radiology-secretary");
        await Routing.DeskQueuesAsync(id);
        await PassesAsync(id, 25 * Hour);
        await Routing.ClaimsAsync(id, secretary);
        await PassesAsync(id, 24 * Hour);

        (await Routing.BreachesAsync(id)).Select(breach => breach.Stage).ShouldBe(["first-response", "completion"]);
        (await Routing.StepsAsync(id)).Count(step => step is { Stage: "first-response", Act: "breach" }).ShouldBe(1);
    }

    [Fact]
    public async Task Reads_the_lane_version_the_referral_was_posted_under()
    {
        var id = await AQueuedEcgAsync();
        var lane = await Routing.LaneAsync("ecg");
        var reading = ReferralClock.Read(lane.Clock, (await Routing.ReferralAsync(id)).ClockFacts, Routing.Now);

        (await Routing.SagaAsync(id))!.NextAlarmUtc.ShouldBe(reading.Acts[0].DueUtc);
    }
}
