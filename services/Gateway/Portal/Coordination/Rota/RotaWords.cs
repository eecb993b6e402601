using System.Globalization;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Rota;
using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Coordination.Rota;

/// <summary>Stretches of a week in words: "lundi de 8 h à 12 h".</summary>
sealed class RotaWords(IStringLocalizer<RotaTexts> texts)
{
    public string Gap(RotaGap gap)
    {
        var last = gap.To.AddTicks(-1);
        return gap.From.Date == last.Date
            ? texts["WithinDay", DayName(gap.From), Hour(gap.From), End(gap.To, gap.From)]
            : texts["OverDays", DayName(gap.From), Hour(gap.From), DayName(gap.To), Hour(gap.To)];
    }

    /// <summary>The part of a shift that lies on one day: "de 8 h à 20 h", "toute la journée".</summary>
    public string OnDay(DutyLine shift, DateOnly day)
    {
        var starts = ParisTime.FromLocal(day.ToDateTime(TimeOnly.MinValue));
        var ends = ParisTime.FromLocal(day.AddDays(1).ToDateTime(TimeOnly.MinValue));
        return (shift.From <= starts, shift.To >= ends) switch
        {
            (true, true) => texts["AllDay"],
            (true, false) => texts["Until", Hour(shift.To)],
            (false, true) => texts["From", Hour(shift.From)],
            _ => texts["FromTo", Hour(shift.From), Hour(shift.To)],
        };
    }

    public static string Day(DateOnly day) => day.ToString("dddd d MMMM", CultureInfo.CurrentCulture);

    static string DayName(DateTimeOffset instant) => instant.ToString("dddd", CultureInfo.CurrentCulture);

    string End(DateTimeOffset to, DateTimeOffset from) => to.Date == from.Date ? Hour(to) : texts["Midnight"];

    string Hour(DateTimeOffset instant) => instant.ToString(texts[instant.Minute == 0 ? "HourFormat" : "HourMinuteFormat"], CultureInfo.CurrentCulture);
}
