using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery.Homecoming;
using CptsReferral.Delivery.Notices;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery.ReturnLoop;

/// <summary>Nobody opened it: remind those who asked at their second address, or at the first when they have only one.</summary>
sealed class TrySecondChannelConsumer(DbContext db, TimeProvider time) : IConsumer<TrySecondChannel>
{
    public async Task Consume(ConsumeContext<TrySecondChannel> context)
    {
        var message = context.Message;
        var cancellation = context.CancellationToken;
        if (await db.Set<Referral>().AnyAsync(r => r.Id == message.ReferralId && r.OpenedUtc != null, cancellation)
            || await db.LatestReturnAsync(message.ReferralId, cancellation) is not { } latest)
        {
            return;
        }

        if (await db.Set<Notice>().AnyAsync(n => n.ReferralId == message.ReferralId && n.ReferralVersion == latest.Version && n.Reminder, cancellation))
            return;

        foreach (var requester in await db.RequestersAsync(message.ReferralId, cancellation))
            await RemindAsync(requester, latest, context);
    }

    async Task RemindAsync(Person requester, LatestReturn latest, ConsumeContext<TrySecondChannel> context)
    {
        var message = context.Message;
        var now = time.GetUtcNow();
        var reminder = new Notice
        {
            Id = Guid.CreateVersion7(now),
            ReferralId = message.ReferralId,
            Lane = message.Lane,
            PersonId = requester.Id,
            Kind = latest.Kind,
            Channel = string.IsNullOrWhiteSpace(requester.SecondEmail) ? NoticeChannel.Mail : NoticeChannel.SecondMail,
            Reminder = true,
            ReferralVersion = latest.Version,
            OccurredUtc = latest.AtUtc,
            CreatedUtc = now.UtcDateTime,
        };
        db.Add(reminder);
        await context.Publish(new SendNotice(reminder.Id, reminder.ReferralId));
    }
}
