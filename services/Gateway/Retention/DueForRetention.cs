using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Retention;

/// <summary>
/// What the periods say. A request goes as a whole, with everything that it was redirected to, once the last of it has rested long enough; it is found by
/// its first referral, along an index that what was erased has left.
/// </summary>
static class DueForRetention
{
    public static IQueryable<Referral> DueForArchive(this CptsDbContext db, DateTime restsSince) =>
        db.Chains(restsSince).Where(r => r.ArchivedUtc == null);

    public static IQueryable<Referral> DueForErasure(this CptsDbContext db, DateTime restsSince) =>
        db.Chains(restsSince).Where(r => r.ArchivedUtc != null);

    static IQueryable<Referral> Chains(this CptsDbContext db, DateTime restsSince) => db.Set<Referral>().AsNoTracking()
        .Where(r => r.OriginId == r.Id && r.RestsSinceUtc <= restsSince)
        .Where(r => !db.Set<Referral>().Any(one => one.OriginId == r.Id && (one.RestsSinceUtc == null || one.RestsSinceUtc > restsSince)))
        .Where(r => !db.Set<RetentionHold>().Any(hold => hold.OriginId == r.Id));
}
