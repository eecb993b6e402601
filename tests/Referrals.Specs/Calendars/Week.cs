using CptsReferral.Referrals.Calendars;

namespace CptsReferral.Referrals.Specs.Calendars;

/// <summary>Weeks that desks keep.</summary>
static class Week
{
    internal static IReadOnlyList<DailyHours> AllDayButSunday(DayOfWeek day) => day is DayOfWeek.Sunday ? [] : [DailyHours.AllDay];

    internal static IReadOnlyList<DailyHours> Office(DayOfWeek day) => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? [] : [Hours("08:00-18:00")];

    internal static DailyHours Hours(string text) => DailyHours.TryParse(text, out var hours) ? hours : throw new FormatException(text);
}
