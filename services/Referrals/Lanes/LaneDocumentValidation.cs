using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The rules of a lane document: its published schema, and what no schema can say. Every fault is listed, the first hides none.</summary>
public static class LaneDocumentValidation
{
    /// <summary>Reads what a coordinator sent; null when there is any fault.</summary>
    public static LaneDocument? Read(JsonElement json, out IReadOnlyList<Fault> faults)
    {
        faults = Faults(json);
        if (faults.Count > 0)
            return null;
        try
        {
            return json.Deserialize<LaneDocument>(LaneJson.Options);
        }
        catch (JsonException exception)
        {
            // Numbers that are whole to JSON Schema and not to us, like 2.0.
            faults = [new Fault(exception.Path?.TrimStart('$', '.') ?? "", "type", "Cette valeur n'a pas le type attendu.", "This value is not of the expected type.")];
            return null;
        }
    }

    /// <summary>All faults of a document; empty when it may be stored.</summary>
    public static IReadOnlyList<Fault> Check(LaneDocument document) => Faults(JsonSerializer.SerializeToElement(document, LaneJson.Options));

    static IReadOnlyList<Fault> Faults(JsonElement json)
    {
        var structure = SchemaReading.Faults(LaneSchema.Root, json, "");
        // What cannot be read as text cannot be looked at any further.
        return structure is [{ Code: "unreadable" }]
            ? structure
            : [
                .. structure,
                .. Duplicates(json, ""),
                .. LaneClockRules.Faults(json),
                .. LaneChoiceRules.Faults(json),
                .. LaneFormRules.Faults(json.At("request"), "request"),
                .. LaneFormRules.Faults(json.At("answer"), "answer", json.At("request")),
            ];
    }

    /// <summary>JSON lets a name stand twice; readers then disagree on which one counts.</summary>
    static IEnumerable<Fault> Duplicates(JsonElement json, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in json.Fields())
        {
            var fieldPath = path.Length is 0 ? field.Name : $"{path}.{field.Name}";
            if (!seen.Add(field.Name))
                yield return new Fault(fieldPath, "duplicate", "Ce champ est donné deux fois.", "This field is given twice.");
            foreach (var fault in Duplicates(field.Value, fieldPath))
                yield return fault;
        }

        foreach (var (index, item) in json.Items().Index())
        {
            foreach (var fault in Duplicates(item, $"{path}[{index}]"))
                yield return fault;
        }
    }
}
