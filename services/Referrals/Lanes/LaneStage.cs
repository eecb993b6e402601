using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>One target. All stages start when the referral is submitted.</summary>
/// <param name="Code"><see cref="FirstResponse"/> or <see cref="Completion"/>: what fulfils a stage is decided by its code.</param>
public sealed record LaneStage(
    string Code,
    LaneText Title,
    [property: JsonConverter(typeof(IsoDurationConverter))] TimeSpan Duration,
    LaneCalendar Calendar)
{
    /// <summary>Fulfilled by the first claim.</summary>
    public const string FirstResponse = "first-response";

    /// <summary>Fulfilled when the referral is answered, declined, redirected or cancelled.</summary>
    public const string Completion = "completion";
}
