using System.Globalization;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Events;

/// <summary>What concerned the caller, newest first.</summary>
sealed class Inbox(CptsDbContext db)
{
    public async Task<Outcome<Page<InboxEvent>>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken cancellation)
    {
        long? before = null;
        if (!Paging.TryRead(cursor, limit, place => TryReadId(place, out before), out var page))
            return Unreadable.Query("cursor");
        var rows = db.Set<InboxEntry>().AsNoTracking().Where(e => e.PersonId == caller.PersonId);
        if (before is { } id)
            rows = rows.Where(e => e.Id < id);

        var found = await rows.OrderByDescending(e => e.Id).Take(page.Limit + 1).ToListAsync(cancellation);
        return page.Of(found, InboxEvent.Of, e => e.Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The id of an event, as callers give it back.</summary>
    public static bool TryReadId(string text, out long? id)
    {
        id = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return id is not null;
    }
}
