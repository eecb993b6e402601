using CptsReferral.Contracts.Delivery;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.ReturnLoop;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Delivery.ReturnLoop;

/// <summary>No channel helped: the people who phone find the referral on their list, and hear of it.</summary>
sealed class PutOnCallListConsumer(DbContext db, IOptions<CallListOptions> options, TimeProvider time) : IConsumer<PutOnCallList>
{
    /// <summary>Code of the inbox entry.</summary>
    const string Kind = "call-list";

    public async Task Consume(ConsumeContext<PutOnCallList> context)
    {
        var message = context.Message;
        var cancellation = context.CancellationToken;
        var referral = await db.Set<Referral>().AsNoTracking()
            .Where(r => r.Id == message.ReferralId)
            .Select(r => new { r.RequesterId, r.OpenedUtc })
            .SingleAsync(cancellation);
        if (referral.OpenedUtc is not null)
            return;

        var now = time.GetUtcNow().UtcDateTime;
        var entry = await db.Set<CallListEntry>().SingleOrDefaultAsync(e => e.ReferralId == message.ReferralId, cancellation);
        if (entry is null)
        {
            entry = new CallListEntry { ReferralId = message.ReferralId, Lane = message.Lane, RequesterId = referral.RequesterId, ListedUtc = now, Version = 1 };
            db.Add(entry);
        }
        else if (entry.SettledUtc is { } settled && settled < message.OccurredUtc)
        {
            // Settled for the answer; this is about the amendment that followed.
            entry.ListedUtc = now;
            entry.SettledUtc = null;
            entry.SettledBy = null;
            entry.Version++;
        }
        else
        {
            return;
        }

        await TellCallersAsync(entry, cancellation);
    }

    async Task TellCallersAsync(CallListEntry entry, CancellationToken cancellation)
    {
        var functions = options.Value.Callers;
        var callers = await db.Set<Person>()
            .Where(person => person.Active && functions.Contains(person.Function))
            .Select(person => person.Id)
            .ToListAsync(cancellation);
        db.AddRange(callers.Select(caller => new InboxEntry
        {
            PersonId = caller,
            ReferralId = entry.ReferralId,
            Lane = entry.Lane,
            Kind = Kind,
            AtUtc = entry.ListedUtc,
            Key = $"{Kind}:{entry.ReferralId:N}:{entry.Version}",
        }));
    }
}
