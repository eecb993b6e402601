using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The JSON Schema of the lane document itself, for whoever edits lanes; published at <c>/schemas/lane.json</c>.</summary>
public static class LaneSchema
{
    /// <summary>As text, in the order it was written.</summary>
    public static string Json { get; } = ShippedLanes.ReadText("lane.schema.json");

    internal static JsonElement Root { get; } = JsonElement.Parse(Json);
}
