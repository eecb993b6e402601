using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Worklists;

/// <summary>Who holds what, by name: colleagues of one desk talk to each other.</summary>
sealed class Holders(CptsDbContext db)
{
    /// <summary>Those of the referrals that somebody holds. The caller has checked that they are of the desk.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonView>> OfAsync(IEnumerable<Guid> referrals, CancellationToken cancellation)
    {
        var ids = referrals.ToList();
        return await db.Set<Referral>().AsNoTracking()
            .Where(r => ids.Contains(r.Id) && r.HolderId != null)
            .Join(db.Set<Person>(), r => r.HolderId, p => p.Id, (r, p) => new { r.Id, Holder = new PersonView(p.Id, p.Function, p.DisplayName) })
            .ToDictionaryAsync(row => row.Id, row => row.Holder, cancellation);
    }
}
