using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace CptsReferral.Gateway.Bodies;

/// <summary>The paths that the serializer puts in its exceptions: <c>$.patient.birthDate</c>, <c>$.attachments[0]</c>, <c>$['odd name']</c>.</summary>
static partial class JsonPath
{
    // The only lists in bodies are lists of ids: an id that nothing has keeps the place, so that the faults after it name the right ones.
    const string Nobody = "00000000-0000-0000-0000-000000000000";

    /// <summary>Takes what the path names out of the tree; false when it names nothing that is there.</summary>
    /// <param name="field">The path as people write it: <c>patient.birthDate</c>.</param>
    public static bool TryRemove(JsonNode? root, string? path, out string field)
    {
        field = "";
        if (root is null || path is null)
            return false;

        var node = root;
        JsonNode? parent = null;
        string? name = null;
        var index = -1;
        foreach (Match step in Step().Matches(path))
        {
            parent = node;
            if (step.Groups["index"] is { Success: true } position)
            {
                index = int.Parse(position.Value, System.Globalization.CultureInfo.InvariantCulture);
                field += $"[{index}]";
                node = (node as JsonArray)?.ElementAtOrDefault(index);
            }
            else
            {
                index = -1;
                name = step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["quoted"].Value;
                field += field.Length == 0 ? name : "." + name;
                if (node is not JsonObject holder)
                    return false;
                // Members are matched whatever their case, as the serializer does.
                name = holder.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Key;
                if (name is null)
                    return false;
                node = holder[name];
            }
        }

        return parent switch
        {
            JsonArray array when index >= 0 && index < array.Count => Blank(array, index),
            JsonObject holder when name is not null => holder.Remove(name),
            _ => false,
        };
    }

    /// <summary>Whether the path leads to a member of the type; otherwise the member has no place there.</summary>
    public static bool LeadsTo(string path, Type type, JsonSerializerOptions options)
    {
        foreach (Match step in Step().Matches(path))
        {
            var shape = options.GetTypeInfo(type);
            if (step.Groups["index"].Success || shape.Kind == JsonTypeInfoKind.Dictionary)
            {
                type = shape.ElementType!;
                continue;
            }

            var name = step.Groups["name"].Success ? step.Groups["name"].Value : step.Groups["quoted"].Value;
            if (shape.Properties.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } property)
                return false;
            type = property.PropertyType;
        }

        return true;
    }

    static bool Blank(JsonArray array, int index)
    {
        if (array[index] is JsonValue value && value.TryGetValue<string>(out var text) && text == Nobody)
            return false;
        array[index] = Nobody;
        return true;
    }

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\['(?<quoted>[^']*)'\]|\[(?<index>\d+)\]", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Step();
}
