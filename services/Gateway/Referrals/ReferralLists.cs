using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Search;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Referrals;

/// <summary>What a person asked and what they hold, newest first; every list is read page by page along an index.</summary>
sealed class ReferralLists(CptsDbContext db, PatientIndex index, ReferralViews views)
{
    /// <summary>Own requests and own claims together.</summary>
    public async Task<Outcome<Page<ReferralLine>>> OwnAsync(Caller caller, ReferralFilter filter, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!Paging.TryRead(cursor, limit, Paging.IsSortKey, out var page))
            return Unreadable.Query("cursor");
        var own = db.Set<Referral>().AsNoTracking().AtHand();
        if (Narrow(ref own, filter) is { } refusal)
            return refusal;

        return await LinesAsync(await MergeAsync(Own(caller, own), page, cancellation), page, caller, cancellation);
    }

    /// <summary>One shelf of the requests that the caller made, or that were made for them.</summary>
    public Task<Outcome<Page<ReferralLine>>> RequestsAsync(Caller caller, RequestShelf shelf, string? cursor, int? limit, CancellationToken cancellation) =>
        ReadAsync([AskedBy(caller, On(shelf)), AskedFor(caller, On(shelf))], caller, cursor, limit, cancellation);

    /// <summary>How many lie on a shelf; the title of the page counts what is new.</summary>
    public async Task<int> CountRequestsAsync(Caller caller, RequestShelf shelf, CancellationToken cancellation) =>
        await AskedBy(caller, On(shelf)).CountAsync(cancellation) + await AskedFor(caller, On(shelf)).CountAsync(cancellation);

    /// <summary>What the caller holds: still to be answered, or answered by them.</summary>
    public Task<Outcome<Page<ReferralLine>>> ClaimsAsync(Caller caller, bool answered, string? cursor, int? limit, CancellationToken cancellation) =>
        ReadAsync(
            [db.Set<Referral>().AsNoTracking().AtHand().Where(answered ? r => r.HolderId == caller.PersonId && r.CompletedUtc != null : r => r.HolderId == caller.PersonId && r.CompletedUtc == null)],
            caller,
            cursor,
            limit,
            cancellation);

    /// <summary>A patient among own requests and own claims, newest first.</summary>
    public async Task<Outcome<ReferralFinds>> FindAsync(Caller caller, PatientQuery query, CancellationToken cancellation)
    {
        var own = index.Narrow(db.Set<Referral>().AsNoTracking().AtHand(), query);
        return await views.FindAsync(await MergeAsync(Own(caller, own), new Paging(null, ReferralFinds.Most), cancellation), query, caller, lane: null, cancellation);
    }

    IQueryable<Referral> On(RequestShelf shelf) => db.Set<Referral>().AsNoTracking().AtHand().Where(shelf.Holds());

    static IQueryable<Referral>[] Own(Caller caller, IQueryable<Referral> referrals) =>
        [AskedBy(caller, referrals), AskedFor(caller, referrals), referrals.Where(r => r.HolderId == caller.PersonId)];

    static IQueryable<Referral> AskedBy(Caller caller, IQueryable<Referral> referrals) => referrals.Where(r => r.RequesterId == caller.PersonId);

    static IQueryable<Referral> AskedFor(Caller caller, IQueryable<Referral> referrals) => referrals.Where(r => r.GeneralPractitionerId == caller.PersonId);

    async Task<Outcome<Page<ReferralLine>>> ReadAsync(IQueryable<Referral>[] parts, Caller caller, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!Paging.TryRead(cursor, limit, Paging.IsSortKey, out var page))
            return Unreadable.Query("cursor");
        return await LinesAsync(await MergeAsync(parts, page, cancellation), page, caller, cancellation);
    }

    // Some seeks, each along its own index, cost less than one condition with "or".
    static async Task<List<Referral>> MergeAsync(IQueryable<Referral>[] parts, Paging page, CancellationToken cancellation)
    {
        var found = new List<Referral>();
        foreach (var part in parts)
        {
            var rows = page.After is { } after ? part.Where(r => string.Compare(r.SortKey, after) < 0) : part;
            found.AddRange(await rows.OrderByDescending(r => r.SortKey).Take(page.Limit + 1).ToListAsync(cancellation));
        }

        return [.. found.DistinctBy(r => r.Id).OrderByDescending(r => r.SortKey, StringComparer.Ordinal).Take(page.Limit + 1)];
    }

    Task<Page<ReferralLine>> LinesAsync(List<Referral> rows, Paging page, Caller caller, CancellationToken cancellation) =>
        views.PageAsync(rows, page, r => r.SortKey, caller, lane: null, cancellation);

    static Unreadable? Narrow(ref IQueryable<Referral> referrals, ReferralFilter filter)
    {
        if (filter.Status is { Length: > 0 } status)
        {
            if (!WireNames.TryParse<ReferralStatus>(status, out var wanted))
                return Unreadable.Query("status");
            referrals = referrals.Where(r => r.Status == wanted);
        }

        if (filter.Lane is { Length: > 0 } lane)
        {
            if (!LaneCatalogue.IsCode(lane))
                return Unreadable.Query("lane");
            referrals = referrals.Where(r => r.Lane == lane);
        }

        if (!string.IsNullOrWhiteSpace(filter.Word))
        {
            if (!ReferralWord.TryRead(filter.Word, out var word))
                return Unreadable.Query("q");
            referrals = referrals.Where(word.Matches);
        }

        return null;
    }
}

/// <summary>What narrows a list; <paramref name="Word"/> is a reference or the code of an indication.</summary>
sealed record ReferralFilter(string? Status = null, string? Lane = null, string? Word = null);
