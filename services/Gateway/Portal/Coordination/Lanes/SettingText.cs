using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
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
                fields[name] = string.Join(", ", Items(node).Select(item => item is JsonValue value && value.TryGetValue(out double part) ? Say((decimal)part * 100) : Plain(item)));
                break;
            case SettingKind.Choices:
                fields[name] = string.Join('\n', Items(node).Select(choice => Line(choice)));
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
                .Select(part => Number(part) is { } percent ? JsonValue.Create(percent / 100) : JsonValue.Create(part))),
            SettingKind.Codes => Array(typed.All(setting.Path).Concat((typed.Text(setting.Path + ".more") ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries))
                .Distinct(StringComparer.Ordinal).Select(code => JsonValue.Create(code))),
            SettingKind.Choices => Array((text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Choice)),
            SettingKind.Calendar => CalendarText.Read(setting.Path, typed),
            _ => text ?? "",
        };
    }

    public static IEnumerable<JsonNode?> Items(JsonNode? node) => node as JsonArray ?? [];

    public static string Plain(JsonNode? node) => node is null ? "" : node is JsonValue value && value.TryGetValue(out string? text) ? text : node.ToJsonString();

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    static string Line(JsonNode? choice)
    {
        var line = $"{Plain(choice?["code"])} | {Plain(choice?["title"]?["fr"])} | {Plain(choice?["title"]?["en"])}";
        return choice?["question"] is { } question ? $"{line} | {Plain(question["fr"])} | {Plain(question["en"])}" : line;
    }

    static JsonObject Choice(string line)
    {
        var parts = line.Split('|', 5, StringSplitOptions.TrimEntries);
        var choice = new JsonObject { ["code"] = parts[0], ["title"] = Words(parts, 1) };
        if (parts.Length > 3)
            choice["question"] = Words(parts, 3);
        return choice;
    }

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

    static decimal? Number(string? text) =>
        decimal.TryParse(text?.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
