using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class A_clock_that_pauses : RoutingScenario
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Has_no_alarm_until_it_runs_again_and_then_a_later_one()
    {
        var id = await AHeldEcgAsync();
        var before = (await Routing.CatchesUpAsync(id, Cancellation)).NextAlarmUtc;

        await Routing.AsksForMoreAsync(id, Cardiologist);
        var paused = await Routing.CatchesUpAsync(id, Cancellation);
        paused.NextAlarmUtc.ShouldBeNull();
        await Routing.ShouldHoldNothingBackAsync(Cancellation);

        Routing.Passes(9 * Hour);
        await Routing.RepliesAsync(id, Requester);
        var resumed = await Routing.CatchesUpAsync(id, Cancellation);
        resumed.NextAlarmUtc.ShouldBe(before + (9 * Hour));
        (await Routing.StepsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Does_not_warn_again_of_what_it_warned_of_before_the_pause()
    {
        var id = await AQueuedEcgAsync();
        await PassesAsync(id, 13 * Hour);
        await Routing.ClaimsAsync(id, Cardiologist);
        await Routing.AsksForMoreAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);
        Routing.Passes(10 * Hour);
        await Routing.RepliesAsync(id, Requester);
        await Routing.CatchesUpAsync(id, Cancellation);

        (await Routing.ActedAsync(id)).ShouldBe("warning");
    }
}
