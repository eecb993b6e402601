using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Scenarios;

public sealed class An_alarm_that_is_set : RoutingScenario
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Stays_as_it_is_when_a_fact_moves_nothing()
    {
        var id = await Routing.SubmitsAsync("ecg", Requester);
        await Routing.CatchesUpAsync(id, Cancellation);
        var alarm = await Routing.AlarmAsync(id);

        await Routing.DeskQueuesAsync(id);
        await Routing.CatchesUpAsync(id, Cancellation);

        alarm.ShouldNotBeNull();
        (await Routing.AlarmAsync(id)).ShouldBe(alarm);
        await PassesAsync(id, 25 * Hour);
        (await Routing.BreachesAsync(id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Is_set_anew_when_a_fact_moves_what_is_due_next()
    {
        var id = await AHeldEcgAsync();
        var before = await Routing.AlarmAsync(id);

        await Routing.AsksForMoreAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);
        (await Routing.AlarmAsync(id)).ShouldBeNull();
        Routing.Passes(9 * Hour);
        await Routing.RepliesAsync(id, Requester);
        await Routing.CatchesUpAsync(id, Cancellation);

        (await Routing.AlarmAsync(id)).ShouldNotBeNull().ShouldNotBe(before!.Value);
    }

    [Fact]
    public async Task Is_set_for_the_next_act_when_it_rings()
    {
        var id = await AQueuedEcgAsync();
        var (due, alarm) = ((await Routing.SagaAsync(id))!.NextAlarmUtc!.Value, await Routing.AlarmAsync(id));

        Routing.Passes(due - Routing.Now);
        var rung = (await Routing.RingsAsync(id, Cancellation))!;

        rung.NextAlarmUtc!.Value.ShouldBeGreaterThan(due);
        (await Routing.AlarmAsync(id)).ShouldNotBeNull().ShouldNotBe(alarm!.Value);
    }

    [Fact]
    public async Task Is_set_again_when_it_rings_too_early()
    {
        var id = await AQueuedEcgAsync();
        var due = (await Routing.SagaAsync(id))!.NextAlarmUtc;
        var alarm = await Routing.AlarmAsync(id);

        await Routing.RingsTooEarlyAsync(id);
        Routing.Passes(TimeSpan.FromSeconds(1));
        var after = await Eventually.SeesAsync(() => Routing.AlarmAsync(id), seen => seen != alarm, Cancellation);

        after.ShouldNotBeNull();
        (await Routing.SagaAsync(id))!.NextAlarmUtc.ShouldBe(due);
        await PassesAsync(id, 25 * Hour);
        (await Routing.BreachesAsync(id)).ShouldHaveSingleItem();
    }
}
