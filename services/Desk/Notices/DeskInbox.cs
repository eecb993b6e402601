using CptsReferral.Referrals.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk.Notices;

/// <summary>Writes what people should see. One entry per person and key: writing again changes nothing.</summary>
sealed class DeskInbox(DbContext db, TimeProvider time)
{
    /// <summary>Adds to the context; the caller's transaction stores it.</summary>
    /// <returns>How many people had not been told yet.</returns>
    public async Task<int> TellAsync(
        IReadOnlyList<Guid> people, Guid referralId, string lane, string kind, string key, CancellationToken cancellation)
    {
        var told = await db.Set<InboxEntry>().AsNoTracking()
            .Where(entry => entry.Key == key && people.Contains(entry.PersonId))
            .Select(entry => entry.PersonId)
            .ToListAsync(cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var untold = people.Except(told).ToList();
        db.AddRange(untold.Select(person => new InboxEntry
        {
            PersonId = person,
            ReferralId = referralId,
            Lane = lane,
            Kind = kind,
            AtUtc = now,
            Key = key,
        }));
        return untold.Count;
    }
}
