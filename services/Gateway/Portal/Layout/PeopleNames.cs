using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Layout;

/// <summary>How a member is called.</summary>
sealed class PeopleNames(CptsDbContext db)
{
    public async Task<string> OfAsync(Guid person, CancellationToken cancellation) =>
        await db.Set<Person>().AsNoTracking().Where(p => p.Id == person).Select(p => p.DisplayName).SingleOrDefaultAsync(cancellation) ?? "";
}
