using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Referrals.Specs.Clocks;

/// <summary>Clocks of the shipped lanes and readings of them.</summary>
static class Reading
{
    internal static LaneClock Clock(string lane) => ShippedLanes.All.Single(document => document.Code == lane).Clock;

    internal static ClockFacts Submitted(DateTime utc) => new(utc, FirstResponseUtc: null, CompletedUtc: null, ClaimedUtc: null, []);

    internal static ClockFacts ClaimedAt(this ClockFacts facts, DateTime utc) =>
        facts with { ClaimedUtc = utc, FirstResponseUtc = facts.FirstResponseUtc ?? utc };

    internal static ClockFacts PausedFrom(this ClockFacts facts, DateTime utc, DateTime? to = null) =>
        facts with { Pauses = [.. facts.Pauses, new Pause(utc, to)] };

    internal static StageReading Stage(this ClockReading reading, string code) => reading.Stages.Single(stage => stage.Code == code);

    internal static DateTime Due(this ClockReading reading, ClockActKind kind, string stage = LaneStage.Completion) =>
        reading.Acts.Single(act => act.Kind == kind && act.Stage == stage).DueUtc;
}
