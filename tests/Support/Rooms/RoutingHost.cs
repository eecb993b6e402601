using CptsReferral.Contracts.Routing;
using CptsReferral.Desk;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Routing;
using CptsReferral.Routing.Metrics;
using CptsReferral.Routing.Saga;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CptsReferral.Support.Rooms;

/// <summary>Routing, with ears in place of Desk and Delivery; or with the real Desk beside it.</summary>
public sealed class RoutingHost : RoomHost
{
    readonly Heard heard;
    readonly RoutingSnapshot snapshot;

    RoutingHost(MessagingHost host, FakeTimeProvider time, Heard heard, RoutingSnapshot snapshot)
        : base(host, time)
    {
        this.heard = heard;
        this.snapshot = snapshot;
    }

    public Heard Heard => heard;

    public static Task<RoutingHost> StartAsync(SpecDatabase database, SpecBus bus, FakeTimeProvider time, CancellationToken cancellation) =>
        StartAsync(database, bus, time, withDesk: false, cancellation);

    public static Task<RoutingHost> StartWithDeskAsync(SpecDatabase database, SpecBus bus, FakeTimeProvider time, CancellationToken cancellation) =>
        StartAsync(database, bus, time, withDesk: true, cancellation);

    static async Task<RoutingHost> StartAsync(SpecDatabase database, SpecBus bus, FakeTimeProvider time, bool withDesk, CancellationToken cancellation)
    {
        var ears = new Heard();
        var counts = new RoutingSnapshot(time);
        var host = await StartAsync(
            new MessagingHostPlan(database, bus)
            {
                Parts = [ReferralsModel.Configure, RoutingModel.Configure],
                Rooms = [room => room.AddRoutingSaga(), room => room.AddConsumer<HearsDelivery>(), withDesk ? DeskRoom : DeskEars],
                Services = services =>
                {
                    services.AddSingleton(ears);
                    services.AddSingleton(counts);
                    services.AddRoutingRoom();
                    if (withDesk)
                        services.AddDeskRoom();
                },
                Time = time,
                Settings = Unhurried,
            },
            time,
            cancellation);
        var routing = new RoutingHost(host, time, ears, counts);
        if (!withDesk)
        {
            foreach (var lane in ShippedLanes.All)
                await host.ConnectAsync<HearsDeskQueue>($"desk-{lane.Code}", cancellation);
        }

        return routing;
    }

    static void DeskRoom(IBusRegistrationConfigurator room) => room.AddDeskConsumers();

    static void DeskEars(IBusRegistrationConfigurator room)
    {
        room.AddConsumer<HearsDesk>();
        room.AddConsumer<HearsDeskQueue>().ExcludeFromConfigureEndpoints();
    }

    /// <summary>What the saga of a referral knows; null before its first fact.</summary>
    public Task<SagaView?> SagaAsync(Guid id) => Process.ReadAsync(db => db.Set<ReferralRoutingState>().AsNoTracking()
        .Where(saga => saga.CorrelationId == id)
        .Select(saga => new SagaView(saga.CurrentState, saga.SeenVersion, saga.NextAlarmUtc, saga.LateSinceUtc))
        .SingleOrDefaultAsync());

    /// <summary>Waits until the saga has seen everything that happened to the referral, and nothing is under way.</summary>
    public async Task<SagaView> CatchesUpAsync(Guid id, CancellationToken cancellation)
    {
        var version = (await ReferralAsync(id)).Version;
        var saga = await Eventually.SeesAsync(() => SagaAsync(id), seen => seen?.SeenVersion == version, cancellation);
        return saga!;
    }

    /// <summary>Waits until the alarms that are due have rung.</summary>
    public Task<SagaView?> RingsAsync(Guid id, CancellationToken cancellation) =>
        Eventually.SeesAsync(() => SagaAsync(id), seen => seen?.NextAlarmUtc is null || seen.NextAlarmUtc > Now, cancellation);

    /// <summary>As if the alarm of an hour ago had never rung.</summary>
    public Task MissesItsAlarmAsync(Guid id) => Process.DoAsync(unit => unit.Db.Set<ReferralRoutingState>()
        .Where(saga => saga.CorrelationId == id)
        .ExecuteUpdateAsync(set => set.SetProperty(saga => saga.NextAlarmUtc, Now.AddHours(-1))));

    /// <summary>Waits until the gauges say so; they are read anew as time passes.</summary>
    public Task CountsAsync(long lateClocks, long openBreaches, CancellationToken cancellation) => Eventually.ShouldBeAsync(
        () =>
        {
            Passes(TimeSpan.FromSeconds(15));
            return (snapshot.Current?.LateClocks, snapshot.Current?.OpenBreaches);
        },
        ((long?)lateClocks, (long?)openBreaches),
        cancellation);

    /// <summary>Rings an alarm that nobody set: a copy, or one that was called off too late.</summary>
    public Task RingsAgainAsync(Guid id) => TellsAsync(new ClockAlarm(id, Now));
}

/// <summary>What a saga knows.</summary>
public sealed record SagaView(string State, int SeenVersion, DateTime? NextAlarmUtc, DateTime? LateSinceUtc);
