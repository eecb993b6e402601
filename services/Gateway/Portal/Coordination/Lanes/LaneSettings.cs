using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Forms;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>The everyday settings of a lane as fields, and back into its document. Only what somebody changed is written: the rest of the document
/// may have been edited as text beside them.</summary>
static class LaneSettings
{
    /// <summary>The fields that show a document.</summary>
    public static PostedForm Show(JsonObject document)
    {
        var fields = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var setting in LaneSetting.Of(document))
        {
            if (Find(document, setting.Path) is { } node)
                SettingText.Write(setting, node, fields);
        }

        return new PostedForm(fields);
    }

    /// <summary>Writes what was typed into <paramref name="document"/> where it differs from what was <paramref name="shown"/>.</summary>
    /// <param name="isNew">Only a new lane has fields for what it will be known by.</param>
    public static void Apply(JsonObject document, JsonObject shown, PostedForm typed, bool isNew)
    {
        var before = Show(shown);
        foreach (var setting in LaneSetting.Of(shown).Where(setting => isNew || !setting.IsForGood))
        {
            var value = SettingText.Read(setting, typed);
            if (!JsonNode.DeepEquals(value, SettingText.Read(setting, before)))
                Set(document, setting.Path, value);
        }
    }

    static JsonNode? Find(JsonNode? node, string path)
    {
        foreach (var step in Steps(path))
        {
            node = node switch
            {
                JsonObject parent => parent[step],
                JsonArray list when int.TryParse(step, out var index) && index < list.Count => list[index],
                _ => null,
            };
        }

        return node;
    }

    // A document edited into another shape keeps that shape: its faults are told by the document's own rules.
    static void Set(JsonObject document, string path, JsonNode? value)
    {
        var steps = Steps(path);
        var parent = steps.Length == 1 ? document : Find(document, string.Join('.', steps[..^1]));
        if (parent is JsonObject fields)
            fields[steps[^1]] = value;
    }

    static string[] Steps(string path) => path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
}
