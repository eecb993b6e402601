namespace CptsReferral.Referrals.Calendars;

/// <summary>
/// Permanence des soins (art. R.6315-1 CSP): every night from 20:00 to 08:00, Sundays and public holidays all day, and Saturdays from
/// noon where the regional agency's specification says so. 08:00 belongs to the day, 20:00 to the night.
/// </summary>
public sealed record DutyHours(bool SaturdayAfternoon = false, bool AlsaceMoselle = false)
{
    static readonly TimeSpan Morning = TimeSpan.FromHours(8);
    static readonly TimeSpan Noon = TimeSpan.FromHours(12);
    static readonly TimeSpan Evening = TimeSpan.FromHours(20);

    /// <summary>Whether doctors on duty stand in at this instant.</summary>
    public bool IsOnDuty(DateTime utc)
    {
        var local = Paris.Local(utc);
        var time = local.TimeOfDay;
        if (time < Morning || time >= Evening)
            return true;
        var day = DateOnly.FromDateTime(local);
        return day.DayOfWeek is DayOfWeek.Sunday
            || FrenchHolidays.On(day, AlsaceMoselle) is not null
            || (SaturdayAfternoon && day.DayOfWeek is DayOfWeek.Saturday && time >= Noon);
    }
}
