using CptsReferral.Referrals;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Routing.Clock;

/// <summary>All acts that a referral asks for, past ones too, in time order: a pure function of what is stored.</summary>
static class RoutingActs
{
    /// <param name="returnSinceUtc">When the present answer, or the refusal, was given; null while there is nothing to bring home.</param>
    public static IReadOnlyList<RoutingAct> Of(Referral referral, LaneDocument lane, ClockReading reading, DateTime? returnSinceUtc) =>
    [
        .. reading.Acts.Select(act => new RoutingAct(act.Stage, KindOf(act.Kind), act.At, Stored(act.DueUtc)))
            .Concat(MetTooLate(reading))
            .Concat(Unopened(referral, lane.ReturnLoop, returnSinceUtc))
            .DistinctBy(act => act.Key)
            .OrderBy(act => act.DueUtc).ThenBy(act => act.Kind),
    ];

    /// <summary>A stage that was met late is no longer among the acts; when this process was down meanwhile, its breach is still to be recorded.</summary>
    static IEnumerable<RoutingAct> MetTooLate(ClockReading reading) => reading.Stages
        .Where(stage => stage is { Breached: true, MetUtc: not null, DueUtc: not null })
        .Select(stage => new RoutingAct(stage.Code, RoutingActKind.Breach, 1, Stored(stage.DueUtc!.Value)));

    /// <summary>Counted from the answer, not from its delivery: the ladder runs even when no channel takes it.</summary>
    static IEnumerable<RoutingAct> Unopened(Referral referral, LaneReturnLoop loop, DateTime? sinceUtc) =>
        sinceUtc is { } since && referral.AwaitsOpening
            ?
            [
                new RoutingAct(RoutingAct.ReturnStage, RoutingActKind.SecondChannel, 1, Stored(since + loop.SecondChannelAfter)),
                new RoutingAct(RoutingAct.ReturnStage, RoutingActKind.CallList, 1, Stored(since + loop.CallListAfter)),
            ]
            : [];

    static RoutingActKind KindOf(ClockActKind kind) => kind switch
    {
        ClockActKind.Warning => RoutingActKind.Warning,
        ClockActKind.Breach => RoutingActKind.Breach,
        ClockActKind.TellHolder => RoutingActKind.TellHolder,
        ClockActKind.ReleaseClaim => RoutingActKind.ReleaseClaim,
        ClockActKind.WakeBackup => RoutingActKind.WakeBackup,
        ClockActKind.TellCoordinator => RoutingActKind.TellCoordinator,
        ClockActKind.ClaimTimeout => RoutingActKind.ClaimTimeout,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An act without a meaning here."),
    };

    /// <summary>As the database keeps instants, so that an act equals its own proof.</summary>
    static DateTime Stored(DateTime utc) => utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
}
