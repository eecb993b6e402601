using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>How long an answer may stay unopened; both spans are elapsed time since it was given, so the ladder runs even when no channel takes it.</summary>
public sealed record LaneReturnLoop(
    [property: JsonConverter(typeof(IsoDurationConverter))] TimeSpan SecondChannelAfter,
    [property: JsonConverter(typeof(IsoDurationConverter))] TimeSpan CallListAfter);
