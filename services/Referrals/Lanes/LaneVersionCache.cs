using System.Collections.Concurrent;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Parsed documents by version. A version never changes, so nothing here ever goes stale; which one is current is always asked of the database.</summary>
public sealed class LaneVersionCache
{
    readonly ConcurrentDictionary<(string Code, int Version), LaneDocument> documents = new();

    internal LaneDocument? Find(string code, int version) => documents.GetValueOrDefault((code, version));

    internal void Keep(LaneDocument document) => documents.TryAdd((document.Code, document.Version), document);
}
