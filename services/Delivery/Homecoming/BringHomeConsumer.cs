using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery.Notices;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Inbox;
using CptsReferral.Referrals.People;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery.Homecoming;

/// <summary>Something has to reach the requester, and the doctor they asked for: an inbox entry each, and one notice per channel of theirs. All in
/// one transaction; nothing leaves the process here.</summary>
sealed class BringHomeConsumer(DbContext db, TimeProvider time) : IConsumer<BringHome>
{
    /// <summary>A notice younger than this is on its way.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public async Task Consume(ConsumeContext<BringHome> context)
    {
        var message = context.Message;
        // One return per referral, kind and version: the key says so to the database, whatever the message's id is.
        var key = $"return:{message.ReferralId:N}:{message.Kind.Code()}:{message.Version}";
        var requesters = await db.RequestersAsync(message.ReferralId, context.CancellationToken);
        var ids = requesters.ConvertAll(person => person.Id);
        var told = await db.Set<InboxEntry>().Where(entry => entry.Key == key && ids.Contains(entry.PersonId)).Select(entry => entry.PersonId)
            .ToListAsync(context.CancellationToken);
        foreach (var requester in requesters.Where(person => !told.Contains(person.Id)))
            await BringAsync(requester, key, context);
        if (told.Count > 0)
            await BringOnAsync(context);
    }

    /// <summary>It was brought before, and comes again because it did not arrive: what has not left is sent, what left is said once more.</summary>
    async Task BringOnAsync(ConsumeContext<BringHome> context)
    {
        var message = context.Message;
        var before = time.GetUtcNow().UtcDateTime - Grace;
        var notices = await db.Set<Notice>().AsNoTracking()
            .Where(n => n.ReferralId == message.ReferralId && n.ReferralVersion == message.Version && n.Kind == message.Kind && !n.Reminder)
            .Where(n => n.CreatedUtc < before)
            .Select(n => new { n.Id, n.SentUtc })
            .ToListAsync(context.CancellationToken);
        foreach (var notice in notices)
        {
            if (notice.SentUtc is { } sentUtc)
                await context.Publish(new NoticeSent(notice.Id, message.ReferralId, sentUtc));
            else
                await context.Publish(new SendNotice(notice.Id, message.ReferralId));
        }
    }

    async Task BringAsync(Person requester, string key, ConsumeContext<BringHome> context)
    {
        var message = context.Message;
        var now = time.GetUtcNow();
        db.Add(new InboxEntry
        {
            PersonId = requester.Id,
            ReferralId = message.ReferralId,
            Lane = message.Lane,
            Kind = message.Kind.Code(),
            AtUtc = now.UtcDateTime,
            Key = key,
        });
        var unwanted = message.Kind == ReturnKind.InformationRequest && requester.NoMailOnInformationRequest;
        foreach (var channel in NoticeChannels.Of(requester, mail: !unwanted))
        {
            var notice = new Notice
            {
                Id = Guid.CreateVersion7(now),
                ReferralId = message.ReferralId,
                Lane = message.Lane,
                PersonId = requester.Id,
                Kind = message.Kind,
                Channel = channel,
                ReferralVersion = message.Version,
                OccurredUtc = message.OccurredUtc,
                CreatedUtc = now.UtcDateTime,
            };
            db.Add(notice);
            await context.Publish(new SendNotice(notice.Id, notice.ReferralId));
        }
    }
}
