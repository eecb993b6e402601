using System.Text.Json;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The rules of a lane document.</summary>
public static class LaneDocumentValidation
{
    /// <summary>Reads what a coordinator sent; the document is null when there is any fault.</summary>
    public static LaneDocument? Read(JsonElement json, out IReadOnlyList<Fault> faults)
    {
        faults = [];
        return json.Deserialize<LaneDocument>(LaneJson.Options);
    }

    /// <summary>All faults of a document; empty when it may be stored.</summary>
    public static IReadOnlyList<Fault> Check(LaneDocument document) => [];
}
