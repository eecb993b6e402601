using System.Text.Json;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>Reads the fields out of a lane's JSON Schema, in the profile that <see cref="LaneForm"/> describes; in the order of the document.</summary>
static class LaneFormFields
{
    /// <summary>A text up to here fits one line.</summary>
    const int LineLength = 120;

    public static IReadOnlyList<LaneField> Of(JsonElement schema)
    {
        var required = Texts(schema, "required").ToHashSet(StringComparer.Ordinal);
        var conditions = Conditions(schema);
        return schema.TryGetProperty("properties", out var properties)
            ? [.. properties.EnumerateObject().Select(field => Read(field.Name, field.Value, required.Contains(field.Name), conditions.GetValueOrDefault(field.Name) ?? []))]
            : [];
    }

    static LaneField Read(string name, JsonElement field, bool required, IReadOnlyList<FieldCondition> shown)
    {
        var french = Text(field, "title") ?? name;
        var english = field.TryGetProperty("x-en", out var words) ? words : default;
        var description = Text(field, "description");
        return new LaneField(
            name,
            KindOf(field),
            new LaneText(french, Text(english, "title") ?? french),
            description is null ? null : new LaneText(description, Text(english, "description") ?? description),
            Text(field, "x-unit"),
            required,
            ChoicesOf(field),
            required ? [] : shown,
            StopOf(field),
            field.TryGetProperty("maxLength", out var most) ? most.GetInt32() : null,
            field.TryGetProperty("minimum", out var low) ? low.GetRawText() : null,
            field.TryGetProperty("maximum", out var high) ? high.GetRawText() : null,
            Texts(field, "x-alert"),
            field.TryGetProperty("x-ahead", out _),
            new FieldStart(
                field.TryGetProperty("default", out var chosen) ? chosen : null,
                Text(field, "x-from-request"),
                field.TryGetProperty("x-carry-over", out _) ? Texts(field, "x-carry-over") : null),
            UsualOf(field));
    }

    static FieldKind KindOf(JsonElement field) => Text(field, "type") switch
    {
        "boolean" => FieldKind.YesNo,
        "array" => FieldKind.ManyOf,
        "integer" or "number" => FieldKind.Number,
        _ when field.TryGetProperty("enum", out _) => FieldKind.OneOf,
        _ => Text(field, "format") switch
        {
            "date" => FieldKind.Date,
            "time" => FieldKind.Time,
            "date-time" => FieldKind.DateTime,
            _ => field.TryGetProperty("maxLength", out var most) && most.GetInt32() <= LineLength ? FieldKind.Line : FieldKind.Paragraph,
        },
    };

    static IReadOnlyList<LaneChoice> ChoicesOf(JsonElement field)
    {
        var codes = field.TryGetProperty("items", out var items) ? Texts(items, "enum") : Texts(field, "enum");
        var labels = field.TryGetProperty("x-labels", out var words) ? words : default;
        return [.. codes.Select(code => new LaneChoice(code, Labelled(labels, code)))];
    }

    static LaneText Labelled(JsonElement labels, string code) =>
        labels.ValueKind == JsonValueKind.Object && labels.TryGetProperty(code, out var label)
            ? new LaneText(Text(label, "fr") ?? code, Text(label, "en") ?? code)
            : new LaneText(code, code);

    static FieldStop? StopOf(JsonElement field)
    {
        if (field.TryGetProperty("x-red-flag", out var flag))
            return new FieldStop(Message(flag), Text(flag, "call"));
        return field.TryGetProperty("x-exclusion", out var exclusion) ? new FieldStop(Message(exclusion), null) : null;
    }

    static LaneText? UsualOf(JsonElement field) => field.TryGetProperty("x-usual", out var usual)
        ? usual.ValueKind == JsonValueKind.Object ? new LaneText(Text(usual, "fr") ?? "", Text(usual, "en") ?? "") : new LaneText(Plain(usual), Plain(usual))
        : null;

    static LaneText Message(JsonElement stop) => Labelled(stop, "message");

    // A rule with several conditions shows its fields as soon as the first holds: asking too early is better than never.
    static Dictionary<string, List<FieldCondition>> Conditions(JsonElement schema)
    {
        var found = new Dictionary<string, List<FieldCondition>>(StringComparer.Ordinal);
        if (!schema.TryGetProperty("allOf", out var rules))
            return found;
        foreach (var rule in rules.EnumerateArray().Where(rule => rule.TryGetProperty("then", out _)))
        {
            var conditions = rule.GetProperty("if").GetProperty("properties").EnumerateObject().Select(test => new FieldCondition(test.Name, Wanted(test.Value))).ToList();
            foreach (var name in Texts(rule.GetProperty("then"), "required"))
                (found.TryGetValue(name, out var known) ? known : found[name] = []).AddRange(conditions);
        }

        return found;
    }

    static IReadOnlyList<string> Wanted(JsonElement test) =>
        test.TryGetProperty("const", out var one) ? [Plain(one)] : [.. test.GetProperty("enum").EnumerateArray().Select(Plain)];

    static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    static IReadOnlyList<string> Texts(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(Plain)] : [];

    static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
