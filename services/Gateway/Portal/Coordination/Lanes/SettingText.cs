using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>A setting between its field and the document. What cannot be read as its kind goes into the document as text: the rules of lanes then say what is wrong, and where.</summary>
static class SettingText
{
    static readonly char[] Between = [',', ';', ' '];

    public static void Write(LaneSetting setting, JsonNode node, Dictionary<string, StringValues> fields)
    {
        var name = setting.Path;
        switch (setting.Kind)
        {
            case SettingKind.Codes:
                fields[name] = new StringValues([.. Items(node).Select(Plain)]);
                break;
            case SettingKind.Hours:
                fields[name] = Hours(Plain(node));
                break;
            case SettingKind.Percents:
                fields[name] = string.Join(", ", Items(node).Select(Percent));
                break;
            case SettingKind.Choices:
                ChoiceText.Write(name, node, fields);
                break;
            case SettingKind.Ladder:
                LadderText.Write(node, fields);
                break;
            case SettingKind.Calendar:
                CalendarText.Write(name, node, fields);
                break;
            default:
                fields[name] = Plain(node);
                break;
        }
    }

    public static JsonNode? Read(LaneSetting setting, PostedForm typed)
    {
        var text = typed.Text(setting.Path);
        return setting.Kind switch
        {
            SettingKind.Whole => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text ?? "",
            SettingKind.Hours => Number(text) is { } hours and > 0 and < 100_000 ? JsonSerializer.SerializeToNode(Iso(hours)) : text ?? "",
            SettingKind.Percents => Array((text ?? "").Replace("%", "", StringComparison.Ordinal).Split(Between, StringSplitOptions.RemoveEmptyEntries)
                .Select(Share)),
            SettingKind.Codes => Array(typed.All(setting.Path).Concat((typed.Text(setting.Path + ".more") ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal).Select(code => JsonValue.Create(code))),
            SettingKind.Choices => ChoiceText.Read(setting.Path, typed),
            SettingKind.Ladder => LadderText.Read(typed),
            SettingKind.Calendar => CalendarText.Read(setting.Path, typed),
            SettingKind.Optional => text,
            _ => text ?? "",
        };
    }

    /// <summary>A field of an object; of anything else none: what somebody typed as JSON may have any shape.</summary>
    public static JsonNode? At(this JsonNode? node, string name) => node is JsonObject fields ? fields[name] : null;

    /// <summary>The items of a list; of anything else none.</summary>
    public static IEnumerable<JsonNode?> Items(JsonNode? node) => node as JsonArray ?? [];

    public static string Plain(JsonNode? node) => node is null ? "" : node is JsonValue value && value.TryGetValue(out string? text) ? text : node.ToJsonString();

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    /// <summary>A fraction of the document, as a percentage is typed.</summary>
    public static string Percent(JsonNode? fraction) =>
        fraction?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(fraction.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var part) && Math.Abs(part) < 1000 ? Say(part * 100) : Plain(fraction);

    /// <summary>A percentage that was typed, as the document's fraction.</summary>
    public static JsonNode Share(string percent) => Number(percent.TrimEnd('%', ' ')) is { } number ? JsonValue.Create(number / 100) : JsonValue.Create(percent);

    public static decimal? Number(string? text) =>
        decimal.TryParse(text?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    static JsonObject Words(string[] parts, int at) => new() { ["fr"] = parts.ElementAtOrDefault(at) ?? "", ["en"] = parts.ElementAtOrDefault(at + 1) ?? "" };

    static string Hours(string iso)
    {
        try
        {
            return Say((decimal)XmlConvert.ToTimeSpan(iso).TotalHours);
        }
        catch (FormatException)
        {
            return iso;
        }
    }

    static string Iso(decimal hours) => hours == decimal.Truncate(hours) ? $"PT{hours:0}H" : XmlConvert.ToString(TimeSpan.FromMinutes((double)Math.Round(hours * 60)));

    static string Say(decimal number) => number.ToString("0.##", CultureInfo.CurrentCulture);
}
