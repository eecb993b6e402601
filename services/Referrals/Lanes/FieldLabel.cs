using System.Runtime.InteropServices;
using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>What a person calls a field; its name when the schema has no words for it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FieldLabel(string French, string English)
{
    internal static FieldLabel Of(JsonElement schema, string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        if (schema.ValueKind is not JsonValueKind.Object)
            return new FieldLabel(name, name);
        var french = Text(schema, "title") ?? name;
        var english = schema.TryGetProperty("x-en", out var words) && words.ValueKind is JsonValueKind.Object ? Text(words, "title") ?? french : french;
        return new FieldLabel(french, english);
    }

    static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
