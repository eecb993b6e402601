using System.Globalization;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Worklists;

/// <summary>A desk's open referrals, what is due first on top; of what is due together (all that came while the desk was closed) the urgent ones,
/// then the oldest. A desk sees its own lanes only.</summary>
sealed class Worklist(CptsDbContext db, LaneCatalogue lanes, ReferralViews views, TimeProvider time)
{
    static readonly Refusal Unknown = new NotFound(
        "worklist.unknown", "Cette liste de travail n'existe pas, ou n'est pas la vôtre.", "There is no such worklist, or it is not yours.");

    /// <summary>The lane, for the people of its desk.</summary>
    public async Task<Outcome<LaneDocument>> LaneAsync(string lane, Caller caller, CancellationToken cancellation) =>
        await lanes.GetCurrentAsync(lane, cancellation) is { } document && caller.IsOnDesk(document) ? document : Unknown;

    public async Task<Outcome<Page<ReferralLine>>> ReadAsync(
        string lane, Caller caller, WorklistFilter filter, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!(await LaneAsync(lane, caller, cancellation)).Succeeded(out _, out var hidden))
            return hidden;
        DateTime dueUtc = default;
        var rank = 0;
        var sortKey = "";
        if (!Paging.TryRead(cursor, limit, place => TryReadPlace(place, out dueUtc, out rank, out sortKey), out var page))
            return Unreadable.Query("cursor");

        var now = time.GetUtcNow().UtcDateTime;
        var rows = Open(lane).Where(filter.Holds(caller, now));
        if (filter.Indication is { Length: > 0 } indication)
            rows = rows.Where(r => r.Indication == indication);
        if (!string.IsNullOrWhiteSpace(filter.Word))
        {
            if (!ReferralWord.TryRead(filter.Word, out var word))
                return Unreadable.Query("q");
            rows = rows.Where(word.Matches);
        }

        if (page.After is not null)
        {
            rows = rows.Where(r => r.WorklistDueUtc > dueUtc || (r.WorklistDueUtc == dueUtc
                && ((r.Priority == Priority.Urgent ? 0 : 1) > rank || ((r.Priority == Priority.Urgent ? 0 : 1) == rank && string.Compare(r.SortKey, sortKey) > 0))));
        }

        var found = await InOrder(rows).Take(page.Limit + 1).ToListAsync(cancellation);
        return await views.PageAsync(
            found, page, r => $"{r.WorklistDueUtc!.Value.Ticks:D19}{(r.Priority == Priority.Urgent ? 0 : 1)}{r.SortKey}", caller, lane, cancellation);
    }

    /// <summary>What is open in a lane, in no order.</summary>
    public IQueryable<Referral> Open(string lane) => db.Set<Referral>().AsNoTracking().Where(r => r.Lane == lane && r.WorklistDueUtc != null);

    public static IQueryable<Referral> InOrder(IQueryable<Referral> rows) =>
        rows.OrderBy(r => r.WorklistDueUtc).ThenBy(r => r.Priority == Priority.Urgent ? 0 : 1).ThenBy(r => r.SortKey);

    // The cursor: due time in ticks, rank of the priority, sort key.
    static bool TryReadPlace(string after, out DateTime dueUtc, out int rank, out string sortKey)
    {
        dueUtc = default;
        rank = 0;
        sortKey = "";
        if (after.Length != 19 + 1 + 32 || after[19] is not ('0' or '1') || !long.TryParse(after.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks)
            return false;
        dueUtc = new DateTime(ticks, DateTimeKind.Utc);
        rank = after[19] - '0';
        sortKey = after[20..];
        return Paging.IsSortKey(sortKey);
    }
}
