using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The sentences for what can be wrong with a value. They never repeat the value: it may be about a patient.</summary>
internal static class SchemaFaults
{
    internal static Fault Required(string path, FieldLabel label) => new(
        path, "required", $"« {label.French} » est obligatoire.", $"“{label.English}” is required.");

    internal static Fault UnknownField(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        return new(path, "unknown-field", $"Le champ « {name} » n'existe pas ici.", $"There is no field “{name}” here.");
    }

    internal static Fault Unreadable(string path) => new(
        path, "unreadable", "Un texte contient des caractères invalides.", "A text contains invalid characters.");

    internal static Fault Type(string path, FieldLabel label, string? type)
    {
        var (french, english) = type switch
        {
            "object" => ("un objet", "an object"),
            "array" => ("une liste", "a list"),
            "string" => ("un texte", "a text"),
            "boolean" => ("oui ou non (true ou false)", "yes or no (true or false)"),
            "integer" => ("un nombre entier", "a whole number"),
            _ => ("un nombre", "a number"),
        };
        return new(path, "type", $"« {label.French} » doit être {french}.", $"“{label.English}” must be {english}.");
    }

    internal static Fault Const(string path, FieldLabel label, JsonElement schema)
    {
        if (Message(schema, "x-red-flag") is { } redFlag)
            return new(path, "red-flag", redFlag.French, redFlag.English);
        return Message(schema, "x-exclusion") is { } exclusion
            ? new(path, "exclusion", exclusion.French, exclusion.English)
            : NotAllowed(path, label);
    }

    internal static Fault NotAllowed(string path, FieldLabel label) => new(
        path, "not-allowed", $"« {label.French} » : cette valeur n'est pas proposée.", $"“{label.English}”: this value is not one of the choices.");

    internal static Fault TooShort(string path, FieldLabel label, int min) => new(
        path, "too-short", $"« {label.French} » : au moins {min} caractère(s).", $"“{label.English}”: at least {min} character(s).");

    internal static Fault TooLong(string path, FieldLabel label, int max) => new(
        path, "too-long", $"« {label.French} » : {max} caractères au plus.", $"“{label.English}”: at most {max} characters.");

    internal static Fault Pattern(string path, FieldLabel label, string example) => new(
        path, "pattern", $"« {label.French} » n'a pas la forme attendue{Like(example, "par exemple")}.",
        $"“{label.English}” does not have the expected form{Like(example, "for example")}.");

    internal static Fault Format(string path, FieldLabel label, string format)
    {
        var (french, english) = format switch
        {
            "date" => ("une date, comme 2026-11-23", "a date, like 2026-11-23"),
            "time" => ("une heure avec décalage, comme 17:00:00+01:00", "a time with an offset, like 17:00:00+01:00"),
            _ => ("une date et une heure avec décalage, comme 2026-11-23T17:00:00+01:00", "a date and time with an offset, like 2026-11-23T17:00:00+01:00"),
        };
        return new(path, "format", $"« {label.French} » doit être {french}.", $"“{label.English}” must be {english}.");
    }

    internal static Fault TooSmall(string path, FieldLabel label, string min) => new(
        path, "too-small", $"« {label.French} » : {min} au moins.", $"“{label.English}”: {min} at least.");

    internal static Fault TooLarge(string path, FieldLabel label, string max) => new(
        path, "too-large", $"« {label.French} » : {max} au plus.", $"“{label.English}”: {max} at most.");

    internal static Fault TooFew(string path, FieldLabel label, int min) => new(
        path, "too-few", $"« {label.French} » : au moins {min} élément(s).", $"“{label.English}”: at least {min} item(s).");

    internal static Fault TooMany(string path, FieldLabel label, int max) => new(
        path, "too-many", $"« {label.French} » : {max} élément(s) au plus.", $"“{label.English}”: at most {max} item(s).");

    internal static Fault Duplicate(string path, FieldLabel label) => new(
        path, "duplicate", $"« {label.French} » : deux fois la même valeur.", $"“{label.English}”: the same value twice.");

    static FieldLabel? Message(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var note) && note.TryGetProperty("message", out var message)
            ? new FieldLabel(message.GetProperty("fr").GetString()!, message.GetProperty("en").GetString()!)
            : null;

    static string Like(string example, string words) => example.Length is 0 ? "" : $" ({words} {example})";
}
