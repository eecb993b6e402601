using System.Text.Json.Serialization;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Referrals.Calendars;

/// <summary>Why a span of time does not count.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter))]
public enum ExclusionReason
{
    /// <summary>Closed all Sunday.</summary>
    Sunday,

    /// <summary>Closed for a public holiday, named in the exclusion.</summary>
    PublicHoliday,

    /// <summary>Outside opening hours, on a weekday without any too.</summary>
    ClosedHours,
}
