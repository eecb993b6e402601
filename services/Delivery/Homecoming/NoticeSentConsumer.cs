using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery.Notices;
using CptsReferral.Referrals;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery.Homecoming;

/// <summary>The first channel that took the notice makes the referral delivered.</summary>
sealed class NoticeSentConsumer(DbContext db) : IConsumer<NoticeSent>
{
    public async Task Consume(ConsumeContext<NoticeSent> context)
    {
        var message = context.Message;
        var notice = await db.Set<Notice>().AsNoTracking().SingleAsync(n => n.Id == message.NoticeId, context.CancellationToken);
        if (notice.Kind is ReturnKind.InformationRequest or ReturnKind.BreakGlass)
            return;

        // The notice of an answer says nothing about the amendment that followed it.
        var latest = await db.LatestReturnAsync(message.ReferralId, context.CancellationToken);
        if (latest is null || notice.ReferralVersion < latest.Version)
            return;

        var referral = await db.Set<Referral>().SingleAsync(r => r.Id == message.ReferralId, context.CancellationToken);
        referral.Deliver(message.SentUtc);
        foreach (var fact in referral.Facts)
            await context.Publish(fact, fact.GetType());
    }
}
