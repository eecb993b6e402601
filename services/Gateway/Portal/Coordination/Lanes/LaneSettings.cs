using System.Text.Json.Nodes;
using CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;
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
    public static void Apply(JsonObject document, JsonObject shown, PostedForm typed)
    {
        var before = Show(shown);
        foreach (var setting in LaneSetting.Of(shown).Where(setting => IsAsked(setting, typed)))
        {
            var value = SettingText.Read(setting, typed);
            if (!JsonNode.DeepEquals(value, SettingText.Read(setting, before)))
                Set(document, setting.Path, value);
        }

        LaneStops.Add(document, typed);
    }

    /// <summary>A document edited into another shape keeps that shape: its faults are told by the document's own rules.</summary>
    public static void Set(JsonObject document, string path, JsonNode? value)
    {
        var steps = Steps(path);
        var parent = steps.Length == 1 ? document : Find(document, string.Join('.', steps[..^1]));
        if (parent is not JsonObject fields)
            return;
        if (value is null)
            fields.Remove(steps[^1]);
        else
            fields[steps[^1]] = value;
    }

    // The codes of a lane that is known are on no field; boxes that nobody ticked and lists without a line are sent by nobody either, and say something.
    static bool IsAsked(LaneSetting setting, PostedForm typed) =>
        setting.Kind is SettingKind.Codes or SettingKind.Choices or SettingKind.Ladder or SettingKind.Calendar || typed.Names.Contains(setting.Path);

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

    static string[] Steps(string path) => path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
}
