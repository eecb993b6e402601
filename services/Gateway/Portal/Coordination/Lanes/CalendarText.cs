using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Forms;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>A stage's calendar as fields: its kind, the hours of each day, what holidays do.</summary>
static class CalendarText
{
    public const string Continuous = "continuous";
    public const string OpeningHours = "opening-hours";
    public const string Closed = "closed";
    public const string Open = "open";
    public const string AlsaceMoselle = "alsace-moselle";

    public static IReadOnlyList<DayOfWeek> Week { get; } =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    /// <summary>As the document calls a day.</summary>
    public static string Code(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => "monday",
        DayOfWeek.Tuesday => "tuesday",
        DayOfWeek.Wednesday => "wednesday",
        DayOfWeek.Thursday => "thursday",
        DayOfWeek.Friday => "friday",
        DayOfWeek.Saturday => "saturday",
        _ => "sunday",
    };

    public static void Write(string name, JsonNode calendar, Dictionary<string, StringValues> fields)
    {
        fields[name + ".kind"] = SettingText.Plain(calendar.At("kind"));
        fields[name + ".publicHolidays"] = calendar.At("alsaceMoselle") is JsonValue value && value.TryGetValue(out bool alsace) && alsace
            ? AlsaceMoselle
            : calendar.At("publicHolidays") is { } holidays ? SettingText.Plain(holidays) : Closed;
        foreach (var day in Week.Select(Code))
            fields[$"{name}.hours.{day}"] = string.Join(", ", SettingText.Items(calendar.At("hours").At(day)).Select(SettingText.Plain));
    }

    public static JsonObject Read(string name, PostedForm typed)
    {
        if (typed.Text(name + ".kind") != OpeningHours)
            return new JsonObject { ["kind"] = Continuous };
        var hours = new JsonObject();
        foreach (var day in Week.Select(Code))
        {
            var stretches = (typed.Text($"{name}.hours.{day}") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (stretches.Length > 0)
                hours[day] = SettingText.Array(stretches.Select(stretch => JsonValue.Create(stretch)));
        }

        var calendar = new JsonObject { ["kind"] = OpeningHours, ["hours"] = hours };
        var holidays = typed.Text(name + ".publicHolidays");
        calendar["publicHolidays"] = holidays == Open ? Open : Closed;
        if (holidays == AlsaceMoselle)
            calendar["alsaceMoselle"] = true;
        return calendar;
    }
}
