using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Which time counts. Hours are local to Europe/Paris.</summary>
/// <param name="Hours">Opening hours per weekday, for <see cref="LaneCalendarKind.OpeningHours"/>; a weekday left out is closed.</param>
/// <param name="PublicHolidays">Whether public holidays count; closed unless said otherwise.</param>
/// <param name="AlsaceMoselle">Counts Good Friday and 26 December among the public holidays.</param>
public sealed record LaneCalendar(
    LaneCalendarKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LaneWeek? Hours = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LaneHolidayRule? PublicHolidays = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool AlsaceMoselle = false);

/// <summary>The two kinds of calendar.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter))]
public enum LaneCalendarKind
{
    /// <summary>Every hour counts.</summary>
    Continuous,

    /// <summary>Only opening hours count.</summary>
    OpeningHours,
}

/// <summary>What a public holiday does to opening hours.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter))]
public enum LaneHolidayRule
{
    /// <summary>Closed all day.</summary>
    Closed,

    /// <summary>A day like another.</summary>
    Open,
}

/// <summary>Opening hours per weekday, each a list of <c>"08:00-18:00"</c>; <c>"00:00-24:00"</c> is the whole day.</summary>
public sealed record LaneWeek(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Monday = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Tuesday = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Wednesday = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Thursday = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Friday = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Saturday = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Sunday = null)
{
    /// <summary>The hours of one weekday; none when it is closed.</summary>
    public IReadOnlyList<string> On(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => Monday,
        DayOfWeek.Tuesday => Tuesday,
        DayOfWeek.Wednesday => Wednesday,
        DayOfWeek.Thursday => Thursday,
        DayOfWeek.Friday => Friday,
        DayOfWeek.Saturday => Saturday,
        _ => Sunday,
    } ?? [];
}
