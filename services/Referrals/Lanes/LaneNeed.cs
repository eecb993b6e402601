using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>What the requester comes for: one front door sorts lanes by it.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter))]
public enum LaneNeed
{
    /// <summary>An expert's opinion.</summary>
    Advice,

    /// <summary>The reading of a tracing.</summary>
    Ecg,

    /// <summary>An imaging appointment.</summary>
    Imaging,
}
