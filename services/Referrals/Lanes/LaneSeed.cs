using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Gives an empty catalogue the shipped lanes. What coordinators changed since is never touched.</summary>
public sealed class LaneSeed(DbContext db, TimeProvider time)
{
    /// <summary>Adds the shipped documents when there is no lane at all; harmless when several processes start at once.</summary>
    public async Task EnsureAsync(CancellationToken cancellation = default)
    {
        if (await db.Set<LaneVersion>().AnyAsync(cancellation))
            return;

        var now = time.GetUtcNow().UtcDateTime;
        var rows = ShippedLanes.All.Select(document => LaneCatalogue.ToRow(document, byPersonId: null, now)).ToList();
        db.AddRange(rows);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            foreach (var row in rows)
                db.Entry(row).State = EntityState.Detached;
            if (!await db.Set<LaneVersion>().AnyAsync(cancellation))
                throw;
        }
    }
}
