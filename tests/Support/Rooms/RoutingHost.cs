using CptsReferral.Contracts.Routing;
using CptsReferral.Desk;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Routing;
using CptsReferral.Referrals.Reconciliation;
using CptsReferral.Routing.Metrics;
using CptsReferral.Routing.Reconciliation;
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

    /// <summary>Which alarm of a referral is set; null while there is none.</summary>
    public Task<Guid?> AlarmAsync(Guid id) => Process.ReadAsync(db => db.Set<ReferralRoutingState>().AsNoTracking()
        .Where(saga => saga.CorrelationId == id)
        .Select(saga => saga.ClockAlarmToken)
        .SingleAsync());

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

    /// <summary>One whole standing check, now.</summary>
    public Task<(int Open, int Accounted)> ChecksAsync(CancellationToken cancellation) =>
        Process.AskAsync((Sweep sweep) => sweep.RunAsync(rest: _ => Task.CompletedTask, cancellation));

    /// <summary>What the checks found so far, the oldest first.</summary>
    public Task<List<Discrepancy>> DiscrepanciesAsync() => Process.ReadAsync(db => db.Set<Discrepancy>().AsNoTracking().OrderBy(found => found.SortKey).ToListAsync());

    /// <summary>Another process's check believed a difference.</summary>
    public Task WritesDownAsync(Guid id, string kind) => Process.DoAsync(async unit =>
    {
        unit.Db.Add(new Discrepancy(Guid.CreateVersion7(new DateTimeOffset(Now, TimeSpan.Zero))) { ReferralId = id, Lane = "ecg", Kind = kind, FoundUtc = Now });
        await unit.Db.SaveChangesAsync();
    });

    /// <summary>Rows vanish, as they do under a careless hand or with an old backup.</summary>
    public Task LosesTheSagaAsync(Guid id) => Process.DoAsync(unit => unit.Db.Set<ReferralRoutingState>().Where(saga => saga.CorrelationId == id).ExecuteDeleteAsync());

    /// <summary>The saga as it was a while ago.</summary>
    public Task ForgetsAsync(Guid id, string state, int seenVersion) => Process.DoAsync(unit => unit.Db.Set<ReferralRoutingState>()
        .Where(saga => saga.CorrelationId == id)
        .ExecuteUpdateAsync(set => set.SetProperty(saga => saga.CurrentState, state).SetProperty(saga => saga.SeenVersion, seenVersion)));

    public Task LosesItsAlarmAsync(Guid id) => Process.DoAsync(unit =>
        unit.Db.Set<OutboxMessage>().Where(row => row.CorrelationId == id && row.MessageType == Alarm).ExecuteDeleteAsync());

    /// <summary>As if every attempt to handle such messages had failed.</summary>
    public Task FailsForGoodAsync(string message) => Process.DoAsync(unit => unit.Db.Set<OutboxMessage>()
        .Where(row => row.MessageType.Contains(message))
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeadUtc, Now)));

    /// <summary>Waits until every message is handled but those that wait for their hour.</summary>
    public Task SaysAllAsync(CancellationToken cancellation) => Eventually.ShouldBeAsync(
        () => Process.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(row => row.MessageType != Alarm)), 0, cancellation);

    /// <summary>The referrals that something is owed for.</summary>
    public Task<List<Guid>> OwedAsync() => Process.ReadAsync(db => db.Set<Referral>().Where(r => r.OwedKey != null).Select(r => r.Id).ToListAsync());

    /// <summary>Checks as the process does by itself: when it is due, and nobody else is at it.</summary>
    public Task<bool> ChecksWhenDueAsync(CancellationToken cancellation) => Process.AskAsync((Reconciler reconciler) => reconciler.CheckAsync(cancellation));

    /// <summary>Open and accounted for, as the gauges have it.</summary>
    public (int Open, int Accounted)? LastCheck => snapshot.Current?.Check is { } check ? (check.Open, check.Accounted) : null;

    static string Alarm { get; } = MessageUrn.ForTypeString<ClockAlarm>();

    /// <summary>Waits until the gauges say so; they are read anew as time passes.</summary>
    public Task CountsAsync(long lateClocks, long openBreaches, CancellationToken cancellation) => Eventually.ShouldBeAsync(
        () =>
        {
            Passes(TimeSpan.FromSeconds(15));
            return (snapshot.Current?.LateClocks, snapshot.Current?.OpenBreaches);
        },
        ((long?)lateClocks, (long?)openBreaches),
        cancellation);

    /// <summary>The clock of the process that sends it is ahead.</summary>
    public Task RingsTooEarlyAsync(Guid id) => Process.DoAsync(unit => unit.Db.Set<OutboxMessage>()
        .Where(row => row.CorrelationId == id && row.MessageType == Alarm)
        .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextSendUtc, Now)));

    /// <summary>Rings an alarm that nobody set: a copy, or one that was called off too late.</summary>
    public Task RingsAgainAsync(Guid id) => TellsAsync(new ClockAlarm(id, Now));
}

/// <summary>What a saga knows.</summary>
public sealed record SagaView(string State, int SeenVersion, DateTime? NextAlarmUtc, DateTime? LateSinceUtc);
