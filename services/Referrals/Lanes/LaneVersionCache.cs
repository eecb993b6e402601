using System.Collections.Concurrent;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Parsed documents by version. A version never changes, so nothing here ever goes stale; which one is current is always asked of the database.</summary>
public sealed class LaneVersionCache
{
    // Some hundred kilobytes each at most; a territory has a handful of lanes, and requests under way in a few versions of each.
    const int AtMost = 200;

    readonly ConcurrentDictionary<(string Code, int Version), LaneDocument> documents = new();

    internal LaneDocument? Find(string code, int version) => documents.GetValueOrDefault((code, version));

    internal void Keep(LaneDocument document)
    {
        // Which ones are needed most is not worth knowing: reading them all once more takes a moment, every few hundred versions.
        if (documents.Count >= AtMost)
            documents.Clear();
        documents.TryAdd((document.Code, document.Version), document);
    }
}
