using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Worklists;
using Microsoft.AspNetCore.Http.Extensions;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>How a worklist is narrowed, in its address: codes, never what was searched.</summary>
sealed record WorklistQuery(string Lane, WorklistPart Part, string? Indication)
{
    /// <summary>The parts that are offered, in this order.</summary>
    public static IReadOnlyList<WorklistPart> Parts { get; } = [WorklistPart.All, WorklistPart.Pressing, WorklistPart.Free, WorklistPart.Mine, WorklistPart.Waiting];

    public static WorklistQuery Of(string lane, string? part, string? indication) =>
        new(lane, part is not null && WireNames.TryParse<WorklistPart>(part, out var known) ? known : WorklistPart.All, indication);

    public bool Narrows => Part != WorklistPart.All || !string.IsNullOrEmpty(Indication);

    public string Address(string? cursor = null)
    {
        var query = new QueryBuilder();
        if (Part != WorklistPart.All)
            query.Add("part", WireNames.Of(Part));
        if (!string.IsNullOrEmpty(Indication))
            query.Add("indication", Indication);
        if (cursor is not null)
            query.Add("cursor", cursor);
        return $"/desks/{Lane}{query}";
    }
}
