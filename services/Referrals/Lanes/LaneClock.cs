using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The targets of a lane and what happens on the way to them.</summary>
/// <param name="Warnings">Fractions of each stage at which the desk is warned.</param>
/// <param name="Escalation">The ladder; fractions may lie beyond 1.</param>
/// <param name="ClaimTimeout">How long one person may hold a referral without answering, on the calendar of the last stage.</param>
public sealed record LaneClock(
    IReadOnlyList<LaneStage> Stages,
    IReadOnlyList<double> Warnings,
    IReadOnlyList<LaneEscalation> Escalation,
    [property: JsonConverter(typeof(IsoDurationConverter))] TimeSpan ClaimTimeout);
