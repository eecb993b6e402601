using System.Globalization;
using CptsReferral.Gateway.Referrals;
using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Wording;

/// <summary>Time the way people say it, in Europe/Paris and in the language of the page.</summary>
sealed class TimeWords(IStringLocalizer<WordingTexts> texts, TimeProvider time)
{
    public DateTimeOffset Now => ParisTime.Of(time.GetUtcNow().UtcDateTime);

    /// <summary>"aujourd'hui à 17 h 10", "demain à 9 h 00", "lundi 30 novembre à 9 h 00".</summary>
    public string Moment(DateTimeOffset instant) => texts["Time.At", Day(instant), Hour(instant)];

    /// <summary>"avant 17 h 10", "avant demain 9 h 00", "avant lundi 30 novembre, 9 h 00".</summary>
    public string Before(DateTimeOffset due) => (Local(due).Date - Now.Date).Days switch
    {
        0 => texts["Time.BeforeToday", Hour(due)],
        1 => texts["Time.BeforeTomorrow", Hour(due)],
        _ => texts["Time.BeforeDay", Day(due), Hour(due)],
    };

    /// <summary>"dans 3 h", "il y a 2 jours".</summary>
    public string Distance(DateTimeOffset instant) =>
        instant >= Now ? texts["Time.In", Span(instant - Now)] : texts["Time.Ago", Span(Now - instant)];

    /// <summary>"10 min", "3 h", "2 jours": the largest unit that says enough.</summary>
    public string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => texts["Time.Moment"],
        { TotalHours: < 1 } => Together(texts["Time.Minutes", (int)span.TotalMinutes]),
        { TotalHours: < 48 } => Together(texts["Time.Hours", (int)span.TotalHours]),
        _ => Together(texts["Time.Days", (int)span.TotalDays]),
    };

    /// <summary>The instant itself, for whoever wants to be sure.</summary>
    public static string Exact(DateTimeOffset instant) => Local(instant).ToString("f", CultureInfo.CurrentCulture);

    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>"aujourd'hui", "demain", "jeu. 26 nov.".</summary>
    public string ShortDay(DateOnly day) => (day.DayNumber - DateOnly.FromDateTime(Now.DateTime).DayNumber) switch
    {
        0 => texts["Time.Today"],
        1 => texts["Time.Tomorrow"],
        _ => day.ToString("ddd d MMM", CultureInfo.CurrentCulture),
    };

    string Day(DateTimeOffset instant) => (Local(instant).Date - Now.Date).Days switch
    {
        0 => texts["Time.Today"],
        1 => texts["Time.Tomorrow"],
        -1 => texts["Time.Yesterday"],
        _ => Local(instant).ToString(Local(instant).Year == Now.Year ? "dddd d MMMM" : "d MMMM yyyy", CultureInfo.CurrentCulture),
    };

    string Hour(DateTimeOffset instant) => Together(Local(instant).ToString(texts["Time.HourFormat"], CultureInfo.CurrentCulture));

    // A number and its unit stay on one line.
    static string Together(string words) => words.Replace(' ', '\u00a0');

    static DateTimeOffset Local(DateTimeOffset instant) => ParisTime.Of(instant.UtcDateTime);
}
