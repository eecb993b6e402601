using System.Globalization;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>A lane's clock said the way people agree on it: "72 h, du lundi au samedi, hors jours fériés".</summary>
sealed class ClockWords(IStringLocalizer<LaneTexts> texts)
{
    const string WholeDay = "00:00-24:00";

    static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    public string Duration(TimeSpan span) => (span.Hours + span.Days * 24, span.Minutes) switch
    {
        (0, var minutes) => texts["Minutes", minutes],
        (var hours, 0) => texts["Hours", hours],
        var (hours, minutes) => texts["HoursMinutes", hours, minutes],
    };

    public string Stage(LaneStage stage) => texts["StageIn", stage.Title.InThisLanguage(), Duration(stage.Duration), Calendar(stage.Calendar)];

    public string Calendar(LaneCalendar calendar)
    {
        if (calendar.Kind == LaneCalendarKind.Continuous)
            return texts["EveryHour"];
        var hours = string.Join(", ", Stretches(calendar.Hours ?? new LaneWeek()));
        if (calendar.PublicHolidays == LaneHolidayRule.Open)
            return hours;
        return texts[calendar.AlsaceMoselle ? "ExceptHolidaysAlsace" : "ExceptHolidays", hours];
    }

    public string Rung(LaneEscalation rung, LaneClock clock)
    {
        var stage = clock.Stages.FirstOrDefault(one => one.Code == rung.Stage);
        return stage is null
            ? texts["RungEveryStage", Percent(rung.At), Act(rung.Act)]
            : texts["Rung", Percent(rung.At), stage.Title.InThisLanguage(), Duration(stage.Duration * rung.At), Act(rung.Act)];
    }

    public string Act(ClockActKind act) => texts["Act." + act];

    // French leaves a space before the sign.
    public static string Percent(double fraction) =>
        Math.Round(fraction * 100, 1).ToString("0.#", CultureInfo.CurrentCulture) + (CultureInfo.CurrentCulture.NumberFormat.PercentPositivePattern == 0 ? "\u00a0%" : "%");

    public static string DayName(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    /// <summary>Days that follow each other with the same hours are said together.</summary>
    IEnumerable<string> Stretches(LaneWeek week)
    {
        for (var first = 0; first < Week.Length;)
        {
            var hours = week.On(Week[first]);
            var last = first;
            while (last + 1 < Week.Length && week.On(Week[last + 1]).SequenceEqual(hours))
                last++;
            if (hours.Count > 0)
                yield return texts["DaysHours", Days(Week[first], Week[last]), string.Join(", ", hours.Select(Hours))];
            first = last + 1;
        }
    }

    string Days(DayOfWeek first, DayOfWeek last) => first == last ? texts["OneDay", DayName(first)] : texts["DaysToDay", DayName(first), DayName(last)];

    string Hours(string stretch) => stretch == WholeDay ? texts["AllDay"] : texts["FromTo", Hour(stretch.Split('-')[0]), Hour(stretch.Split('-')[^1])];

    string Hour(string time)
    {
        var (hour, minute) = (time[..2].TrimStart('0'), time[3..]);
        hour = hour.Length == 0 ? "0" : hour;
        return minute == "00" ? texts["HourOnly", hour] : texts["HourMinute", hour, minute];
    }
}
