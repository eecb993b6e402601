using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery.Homecoming;
using CptsReferral.Delivery.Notices;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery.BreakGlass;

/// <summary>A request was opened in an emergency: a notice for everybody who has to know, whatever they want to be told of otherwise. The inbox knows it
/// already.</summary>
sealed class TellOfBreakGlassConsumer(DbContext db, TimeProvider time) : IConsumer<TellOfBreakGlass>
{
    public async Task Consume(ConsumeContext<TellOfBreakGlass> context)
    {
        var message = context.Message;
        var cancellation = context.CancellationToken;
        if (await db.Set<Notice>().AnyAsync(notice => notice.ReferralId == message.ReferralId && notice.About == message.OpeningId, cancellation))
            return;
        var version = await db.Set<Referral>().Where(referral => referral.Id == message.ReferralId).Select(referral => referral.Version).SingleAsync(cancellation);
        var now = time.GetUtcNow();
        foreach (var person in await ConcernedAsync(message.ReferralId, cancellation))
        {
            foreach (var channel in NoticeChannels.Of(person))
            {
                var notice = new Notice
                {
                    Id = Guid.CreateVersion7(now),
                    ReferralId = message.ReferralId,
                    Lane = message.Lane,
                    PersonId = person.Id,
                    Kind = ReturnKind.BreakGlass,
                    Channel = channel,
                    About = message.OpeningId,
                    ReferralVersion = version,
                    OccurredUtc = message.OccurredUtc,
                    CreatedUtc = now.UtcDateTime,
                };
                db.Add(notice);
                await context.Publish(new SendNotice(notice.Id, notice.ReferralId));
            }
        }
    }

    async Task<IReadOnlyList<Person>> ConcernedAsync(Guid referralId, CancellationToken cancellation)
    {
        var others = await db.Set<Person>().AsNoTracking()
            .Where(person => (person.Active && person.Function == Functions.DataProtectionOfficer)
                || db.Set<Referral>().Any(referral => referral.Id == referralId && referral.HolderId == person.Id))
            .ToListAsync(cancellation);
        return [.. (await db.RequestersAsync(referralId, cancellation)).Concat(others).DistinctBy(person => person.Id)];
    }
}
