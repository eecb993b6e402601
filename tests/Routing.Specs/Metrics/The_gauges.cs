using CptsReferral.Routing.Metrics;
using CptsReferral.Routing.Specs.Scenarios;
using CptsReferral.Support.Rooms;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace CptsReferral.Routing.Specs.Metrics;

public sealed class The_gauges : RoutingScenario
{
    [Fact]
    public async Task Count_targets_that_are_missed_until_the_referral_is_answered()
    {
        var id = await AQueuedEcgAsync();
        await Routing.CountsAsync(lateClocks: 0, openBreaches: 0, Cancellation);
        await PassesAsync(id, TimeSpan.FromHours(24));
        await Routing.CountsAsync(lateClocks: 0, openBreaches: 1, Cancellation);

        await Routing.ClaimsAsync(id, Cardiologist);
        await Routing.AnswersAsync(id, Cardiologist);
        await Routing.CatchesUpAsync(id, Cancellation);
        await Routing.CountsAsync(lateClocks: 0, openBreaches: 0, Cancellation);
    }

    [Fact]
    public async Task Count_alarms_that_did_not_ring()
    {
        var id = await AQueuedEcgAsync();
        await Routing.MissesItsAlarmAsync(id);

        await Routing.CountsAsync(lateClocks: 1, openBreaches: 0, Cancellation);
    }

    [Fact]
    public void Fall_silent_when_nobody_has_counted_for_a_while()
    {
        var time = new FakeTimeProvider(RoomHost.MondayMorning);
        var snapshot = new RoutingSnapshot(time);
        snapshot.Keep(lateClocks: 1, openBreaches: 2, check: null);
        snapshot.Current.ShouldNotBeNull();

        time.Advance(TimeSpan.FromMinutes(2));

        snapshot.Current.ShouldBeNull();
    }
}
