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
        return Add([.. people.Except(told)], referralId, lane, kind, key);
    }

    /// <summary>The same for what nobody can have been told yet, because it happens once, in this transaction.</summary>
    public int Tell(IReadOnlyList<Guid> people, Guid referralId, string lane, string kind, string key) => Add([.. people.Distinct()], referralId, lane, kind, key);

    int Add(IReadOnlyCollection<Guid> people, Guid referralId, string lane, string kind, string key)
    {
        var now = time.GetUtcNow().UtcDateTime;
        db.AddRange(people.Select(person => new InboxEntry
        {
            PersonId = person,
            ReferralId = referralId,
            Lane = lane,
            Kind = kind,
            AtUtc = now,
            Key = key,
        }));
        return people.Count;
    }
}
