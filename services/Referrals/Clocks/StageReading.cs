using CptsReferral.Referrals.Calendars;

namespace CptsReferral.Referrals.Clocks;

/// <summary>One stage of the clock, with what explains its deadline.</summary>
/// <param name="DueUtc">The first instant that is too late; null while an open pause keeps it unknown.</param>
/// <param name="MetUtc">When the stage was fulfilled, in time or not.</param>
/// <param name="Used">Open time consumed, pauses taken out.</param>
/// <param name="Remaining">What is left of the duration; never negative.</param>
/// <param name="Exclusions">Closed time of the calendar between the start and the deadline.</param>
public sealed record StageReading(
    string Code,
    DateTime StartUtc,
    TimeSpan Duration,
    DateTime? DueUtc,
    DateTime? MetUtc,
    bool Breached,
    TimeSpan Used,
    TimeSpan Remaining,
    IReadOnlyList<Exclusion> Exclusions);
