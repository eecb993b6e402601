using System.Text.Json;
using System.Text.Json.Nodes;

namespace CptsReferral.Support;

/// <summary>
/// Fills a form from its JSON Schema alone, as any client may that knows nothing else about a lane: honours type, const, enum, format,
/// lengths, bounds, examples beside a pattern, required, and if/then.
/// </summary>
public static class SchemaDrivenForm
{
    /// <summary>The least that is valid: required fields only, first choice of every list.</summary>
    public static JsonObject Minimal(JsonElement schema) => Fill(schema, everyField: false, random: null);

    /// <summary>Every field of the form.</summary>
    public static JsonObject Full(JsonElement schema) => Fill(schema, everyField: true, random: null);

    /// <summary>Required fields, and what they lead to, with choices left to chance.</summary>
    public static JsonObject Any(JsonElement schema, Random random) => Fill(schema, everyField: false, random);

    static JsonObject Fill(JsonElement schema, bool everyField, Random? random)
    {
        var properties = schema.GetProperty("properties");
        var form = new JsonObject();
        var wanted = new Queue<string>(everyField
            ? properties.EnumerateObject().Select(field => field.Name)
            : Names(schema, "required"));
        while (wanted.Count > 0)
        {
            while (wanted.TryDequeue(out var name))
            {
                if (!form.ContainsKey(name))
                    form[name] = Value(properties.GetProperty(name), random);
            }

            foreach (var name in Rules(schema).Where(rule => Holds(rule.GetProperty("if"), form)).SelectMany(rule => Names(rule.GetProperty("then"), "required")))
            {
                if (!form.ContainsKey(name))
                    wanted.Enqueue(name);
            }
        }

        return form;
    }

    static JsonNode Value(JsonElement field, Random? random)
    {
        if (field.TryGetProperty("const", out var only))
            return JsonNode.Parse(only.GetRawText())!;
        if (field.TryGetProperty("enum", out var choices))
            return Choice(choices, random);
        if (field.TryGetProperty("examples", out var examples))
            return JsonNode.Parse(examples[0].GetRawText())!;

        return field.GetProperty("type").GetString() switch
        {
            "boolean" => JsonValue.Create(random?.Next(2) is 1),
            "integer" or "number" => JsonNode.Parse(field.TryGetProperty("minimum", out var min) ? min.GetRawText() : "0")!,
            "array" => new JsonArray(Choice(field.GetProperty("items").GetProperty("enum"), random)),
            _ => JsonValue.Create(Text(field)),
        };
    }

    static string Text(JsonElement field)
    {
        if (field.TryGetProperty("format", out var format))
        {
            return format.GetString() switch
            {
                "date" => "2026-11-23",
                "time" => "17:00:00+01:00",
                _ => "2026-11-23T17:00:00+01:00",
            };
        }

        var max = field.TryGetProperty("maxLength", out var longest) ? longest.GetInt32() : int.MaxValue;
        var text = "Texte";
        if (field.TryGetProperty("minLength", out var shortest))
            text = text.PadRight(shortest.GetInt32(), '.');
        return text.Length > max ? text[..max] : text;
    }

    static JsonNode Choice(JsonElement choices, Random? random) =>
        JsonNode.Parse(choices[random?.Next(choices.GetArrayLength()) ?? 0].GetRawText())!;

    static bool Holds(JsonElement condition, JsonObject form) =>
        Names(condition, "required").All(form.ContainsKey)
        && (!condition.TryGetProperty("properties", out var tests)
            || tests.EnumerateObject().All(test => form[test.Name] is not { } value || Passes(test.Value, value)));

    static bool Passes(JsonElement test, JsonNode value)
    {
        var given = JsonElement.Parse(value.ToJsonString());
        return test.TryGetProperty("const", out var only)
            ? JsonElement.DeepEquals(only, given)
            : test.GetProperty("enum").EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, given));
    }

    static JsonElement[] Rules(JsonElement schema) =>
        schema.TryGetProperty("allOf", out var rules) ? [.. rules.EnumerateArray()] : [];

    static IEnumerable<string> Names(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
