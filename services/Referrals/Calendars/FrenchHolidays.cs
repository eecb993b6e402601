using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace CptsReferral.Referrals.Calendars;

/// <summary>
/// Public holidays of Code du travail L.3133-1, for any year of the Gregorian calendar; with Alsace-Moselle's two more where asked.
/// A year is a set of days, not a list of eleven: Ascension falls on 1 or 8 May in 2008, 2059 and 2070.
/// </summary>
public static class FrenchHolidays
{
    static readonly ConcurrentDictionary<(int Year, bool AlsaceMoselle), FrozenDictionary<DateOnly, PublicHoliday>> Years = new();

    /// <summary>The public holiday on that day, or null.</summary>
    public static PublicHoliday? On(DateOnly day, bool alsaceMoselle = false) =>
        Years.GetOrAdd((day.Year, alsaceMoselle), Compute).GetValueOrDefault(day);

    /// <summary>All public holidays of a year, in order.</summary>
    public static IReadOnlyList<PublicHoliday> Of(int year, bool alsaceMoselle = false) =>
        [.. Years.GetOrAdd((year, alsaceMoselle), Compute).Values.OrderBy(holiday => holiday.Date)];

    static FrozenDictionary<DateOnly, PublicHoliday> Compute((int Year, bool AlsaceMoselle) key)
    {
        var (year, alsaceMoselle) = key;
        var easter = EasterSunday(year);
        List<PublicHoliday> feasts =
        [
            new(new DateOnly(year, 1, 1), "Jour de l'An", "New Year's Day"),
            new(easter.AddDays(1), "Lundi de Pâques", "Easter Monday"),
            new(new DateOnly(year, 5, 1), "Fête du Travail", "Labour Day"),
            new(new DateOnly(year, 5, 8), "Victoire 1945", "Victory in Europe Day"),
            new(easter.AddDays(39), "Ascension", "Ascension Day"),
            new(easter.AddDays(50), "Lundi de Pentecôte", "Whit Monday"),
            new(new DateOnly(year, 7, 14), "Fête nationale", "Bastille Day"),
            new(new DateOnly(year, 8, 15), "Assomption", "Assumption Day"),
            new(new DateOnly(year, 11, 1), "Toussaint", "All Saints' Day"),
            new(new DateOnly(year, 11, 11), "Armistice 1918", "Armistice Day"),
            new(new DateOnly(year, 12, 25), "Noël", "Christmas Day"),
        ];
        if (alsaceMoselle)
        {
            feasts.Add(new(easter.AddDays(-2), "Vendredi saint", "Good Friday"));
            feasts.Add(new(new DateOnly(year, 12, 26), "Saint-Étienne", "Saint Stephen's Day"));
        }

        return feasts
            .GroupBy(feast => feast.Date)
            .ToFrozenDictionary(day => day.Key, day => new PublicHoliday(
                day.Key,
                string.Join(", ", day.Select(feast => feast.French)),
                string.Join(", ", day.Select(feast => feast.English))));
    }

    /// <summary>Meeus/Jones/Butcher.</summary>
    static DateOnly EasterSunday(int year)
    {
        var golden = year % 19;
        var (century, yearOfCentury) = Math.DivRem(year, 100);
        var (leapCenturies, centuryRest) = Math.DivRem(century, 4);
        var moonShift = (century - (century + 8) / 25 + 1) / 3;
        var epact = (19 * golden + century - leapCenturies - moonShift + 15) % 30;
        var (leapYears, yearRest) = Math.DivRem(yearOfCentury, 4);
        var toSunday = (32 + 2 * centuryRest + 2 * leapYears - epact - yearRest) % 7;
        var correction = (golden + 11 * epact + 22 * toSunday) / 451;
        var (month, day) = Math.DivRem(epact + toSunday - 7 * correction + 114, 31);
        return new DateOnly(year, month, day + 1);
    }
}
