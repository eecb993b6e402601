using System.Text.Json.Serialization;
using CptsReferral.Referrals.Clocks;

namespace CptsReferral.Referrals.Lanes;

/// <summary>One rung of the escalation ladder.</summary>
/// <param name="At">Fraction of the stage's duration, beyond 1 for what happens after the breach.</param>
/// <param name="Act">One of <c>tell-holder</c>, <c>release-claim</c>, <c>wake-backup</c>, <c>tell-coordinator</c>.</param>
/// <param name="Stage">The stage it belongs to; every stage when absent.</param>
public sealed record LaneEscalation(
    double At,
    ClockActKind Act,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Stage = null);
