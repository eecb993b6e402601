using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>How long an answer may stay unopened; both spans are elapsed time after the delivery.</summary>
public sealed record LaneReturnLoop(
    [property: JsonConverter(typeof(IsoDurationConverter))] TimeSpan SecondChannelAfter,
    [property: JsonConverter(typeof(IsoDurationConverter))] TimeSpan CallListAfter);
