using System.Globalization;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Worklists;

/// <summary>A desk's open referrals, what is due first on top. A desk sees its own lanes only.</summary>
static class Worklist
{
    public static RouteGroupBuilder MapWorklists(this RouteGroupBuilder api)
    {
        api.MapGet("/worklists/{lane}", ListAsync)
            .Produces<Page<ReferralLine>>().WithProblems(400, 404)
            .WithName("getWorklist").WithSummary("The desk's open referrals, what is due first on top.");
        return api;
    }

    static async Task<IResult> ListAsync(
        string lane, Caller caller, CptsDbContext db, LaneCatalogue lanes, ReferralViews views, TimeProvider time, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (await lanes.GetCurrentAsync(lane, cancellation) is not { } document || !caller.IsOnDesk(document))
            return Problem.From(new NotFound("worklist.unknown", "Cette liste de travail n'existe pas, ou n'est pas la vôtre.", "There is no such worklist, or it is not yours."));
        DateTime dueUtc = default;
        string? sortKey = null;
        if (!Paging.TryRead(cursor, limit, place => TryReadPlace(place, out dueUtc, out sortKey), out var page))
            return Problem.From(Unreadable.Query("cursor"));

        var rows = db.Set<Referral>().AsNoTracking().Where(r => r.Lane == lane && r.WorklistDueUtc != null);
        if (sortKey is not null)
            rows = rows.Where(r => r.WorklistDueUtc > dueUtc || (r.WorklistDueUtc == dueUtc && string.Compare(r.SortKey, sortKey) > 0));
        var found = await rows.OrderBy(r => r.WorklistDueUtc).ThenBy(r => r.SortKey).Take(page.Limit + 1).ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        return TypedResults.Ok(page.Of(found, r => views.Line(r, caller, now), r => $"{r.WorklistDueUtc!.Value.Ticks:D19}{r.SortKey}"));
    }

    static bool TryReadPlace(string after, out DateTime dueUtc, out string? sortKey)
    {
        dueUtc = default;
        sortKey = null;
        if (after.Length != 19 + 32 || !long.TryParse(after.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks)
            return false;
        dueUtc = new DateTime(ticks, DateTimeKind.Utc);
        sortKey = after[19..];
        return Paging.IsSortKey(sortKey);
    }
}
