using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CptsReferral.Fuzz.Description;

/// <summary>A value that a schema allows, as anybody may invent it who knows nothing but the description.</summary>
static class InventedValue
{
    const int LongestText = 60;

    // Shortly before the run: what was written on paper may be entered for a month, and what is days old has missed all its targets when it comes.
    static readonly string Moment = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:'00Z'", CultureInfo.InvariantCulture);

    public static JsonNode? Of(JsonElement schema, ApiDescription description, Random random, string word)
    {
        schema = description.Resolve(schema);
        if (schema.TryGetProperty("enum", out var choices))
            return JsonNode.Parse(choices[random.Next(choices.GetArrayLength())].GetRawText());
        return Type(schema) switch
        {
            "object" => Object(schema, description, random, word),
            "array" => new JsonArray(),
            "boolean" => JsonValue.Create(true),
            "integer" or "number" => JsonValue.Create(1),
            _ => JsonValue.Create(Text(schema, word)),
        };
    }

    static JsonObject Object(JsonElement schema, ApiDescription description, Random random, string word)
    {
        var made = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties))
            return made;
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        foreach (var property in properties.EnumerateObject())
        {
            if (required.Contains(property.Name) || random.Next(2) == 0)
                made[property.Name] = Of(property.Value, description, random, word);
        }

        return made;
    }

    static string Text(JsonElement schema, string word) => schema.TryGetProperty("format", out var format)
        ? format.GetString() switch
        {
            "uuid" => "00000000-0000-7000-8000-000000000000",
            "date" => "1960-05-17",
            "date-time" => Moment,
            _ => word,
        }
        : schema.TryGetProperty("maxLength", out var longest) && longest.GetInt32() < LongestText ? word[..Math.Min(word.Length, longest.GetInt32())] : $"Essai inventé {word}";

    static string? Type(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? "object"
        : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()).First(one => one != "null")
        : type.GetString();
}
