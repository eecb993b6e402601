using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>What a form begins with: values that it can have, from fields that exist.</summary>
internal static class LaneStartRules
{
    /// <param name="request">Undefined where the form is the request's own: nothing comes before it.</param>
    internal static IEnumerable<Fault> Faults(JsonProperty field, JsonElement properties, JsonElement request, string path)
    {
        var (name, schema) = (field.Name, field.Value);
        if (schema.Has("default") && !CanBe(schema, schema.At("default")))
            yield return NotAllowed($"{path}.default", "une valeur que le champ propose", "a value that the field offers");
        if (schema.Has("x-ahead") && schema.At("format").Text() is not ("date" or "date-time"))
            yield return NotAllowed($"{path}.x-ahead", "une date", "a date");
        if (schema.Has("x-from-request") && request.At("properties").At(schema.At("x-from-request").Text() ?? "").At("type").Text() != schema.At("type").Text())
            yield return NotAllowed($"{path}.x-from-request", "un champ de la demande, du même type", "a field of the request, of the same type");
        if (schema.Has("x-carry-over") && (request.ValueKind is JsonValueKind.Undefined
            || schema.At("x-carry-over").Texts().Any(other => other == name || !(IsOfRequest(other, out var asked) ? request.At("properties") : properties).Has(asked))))
        {
            yield return NotAllowed($"{path}.x-carry-over", "d'autres champs de la réponse, ou de la demande (request.nom)", "other fields of the answer, or of the request (request.name)");
        }
    }

    static bool IsOfRequest(string field, out string name)
    {
        var found = field.StartsWith(LaneForm.OfRequest, StringComparison.Ordinal);
        name = found ? field[LaneForm.OfRequest.Length..] : field;
        return found;
    }

    // A red flag is answered by a person, never beforehand.
    static bool CanBe(JsonElement schema, JsonElement value) => schema.At("type").Text() switch
    {
        "boolean" => !schema.Has("const") && value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.Text() is { } text && schema.At("enum").Texts().Contains(text),
    };

    static Fault NotAllowed(string path, string french, string english) => new(path, "not-allowed", $"Ici va {french}.", $"Here goes {english}.");
}
