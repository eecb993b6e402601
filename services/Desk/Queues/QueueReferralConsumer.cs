using CptsReferral.Contracts.Desk;
using CptsReferral.Desk.Metrics;
using CptsReferral.Desk.Notices;
using CptsReferral.Desk.Rota;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk.Queues;

/// <summary>Puts a referral on its desk's worklist and tells the people on duty. A referral that is past that point stays as it is.</summary>
sealed class QueueReferralConsumer(
    DbContext db, LaneCatalogue lanes, DutyRoster roster, DeskInbox inbox, TimeProvider time, DeskMeter meter) : IConsumer<QueueReferral>
{
    public async Task Consume(ConsumeContext<QueueReferral> context)
    {
        var cancellation = context.CancellationToken;
        var referral = await db.FindAsync<Referral>([context.Message.ReferralId], cancellation)
            ?? throw new InvalidOperationException($"Referral {context.Message.ReferralId} is to be queued but has no row.");
        var lane = await lanes.GetAsync(referral.Lane, referral.LaneVersion, cancellation)
            ?? throw new InvalidOperationException($"Lane {referral.Lane} has no version {referral.LaneVersion}.");

        var now = time.GetUtcNow().UtcDateTime;
        if (referral.Queue(lane.Clock, now) is not null)
            return;

        foreach (var fact in referral.Facts)
            await context.Publish(fact, fact.GetType(), cancellation);
        var people = await roster.OnDutyAsync(lane, cancellation);
        var told = inbox.Tell(people, referral.Id, referral.Lane, "queued", $"queued:{referral.Id:N}");
        meter.Queued(referral.Lane);
        meter.Told("queued", told);
        await db.SaveChangesAsync(cancellation);
    }
}
