using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>A lane's document while somebody edits it: JSON that need not follow the rules yet.</summary>
static class LaneDraft
{
    static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static Fault NotJson { get; } = new("document", "unreadable", "Ce n'est pas un objet JSON.", "This is not a JSON object.");

    public static JsonSerializerOptions Readable { get; } = new(LaneJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>A new lane takes everything from another one but its code.</summary>
    public static JsonObject Of(LaneDocument lane, bool isNew)
    {
        var document = (JsonObject)JsonSerializer.SerializeToNode(lane, LaneJson.Options)!;
        if (isNew)
            document["code"] = "";
        return document;
    }

    /// <summary>Null for what is no JSON object.</summary>
    public static JsonObject? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
