using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Reads JSON whose shape is not sure yet: what is missing or of another type is nothing, so that one fault does not hide the next.</summary>
internal static class LooseJson
{
    internal static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    internal static bool Has(this JsonElement element, string name) => element.At(name).ValueKind is not JsonValueKind.Undefined;

    internal static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Array ? element.EnumerateArray() : [];

    internal static IEnumerable<JsonProperty> Fields(this JsonElement element) =>
        element.ValueKind is JsonValueKind.Object ? element.EnumerateObject() : [];

    internal static string? Text(this JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() : null;

    internal static IEnumerable<string> Texts(this JsonElement element) => element.Items().Select(Text).OfType<string>();

    internal static double? Number(this JsonElement element) => element.ValueKind is JsonValueKind.Number ? element.GetDouble() : null;

    /// <summary>2.0 and 2e0 are whole numbers in JSON Schema, though not to <c>GetInt32</c>.</summary>
    internal static int Whole(this JsonElement element) => (int)element.GetDouble();
}
