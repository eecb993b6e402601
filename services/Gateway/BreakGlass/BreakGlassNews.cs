using CptsReferral.Contracts.Delivery;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.People;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>Tells whoever has to know at once: the requester's side, the holder, the data-protection officers. What they find in their inbox is stored in
/// the transaction of the opening, which no broker can lose; the mails follow by a message. Neither says who, why, or about whom.</summary>
sealed class BreakGlassNews(CptsDbContext db, IPublishEndpoint bus)
{
    public const string Kind = "break-glass";

    /// <summary>Adds to the transaction; the caller commits.</summary>
    public async Task AddAsync(BreakGlassOpening opening, Referral referral, CancellationToken cancellation)
    {
        foreach (var person in await ConcernedAsync(referral, cancellation))
        {
            db.Add(new InboxEntry
            {
                PersonId = person,
                ReferralId = referral.Id,
                Lane = referral.Lane,
                Kind = Kind,
                AtUtc = opening.OpenedUtc,
                Key = $"{Kind}:{opening.Id:N}",
            });
        }

        await bus.Publish(new TellOfBreakGlass(opening.Id, referral.Id, referral.Lane, opening.OpenedUtc), cancellation);
    }

    async Task<IReadOnlyList<Guid>> ConcernedAsync(Referral referral, CancellationToken cancellation)
    {
        var officers = await db.Set<Person>().AsNoTracking()
            .Where(person => person.Active && person.Function == Functions.DataProtectionOfficer).Select(person => person.Id).ToListAsync(cancellation);
        return [.. officers.Append(referral.RequesterId).Concat(new[] { referral.GeneralPractitionerId, referral.HolderId }.OfType<Guid>()).Distinct()];
    }
}
