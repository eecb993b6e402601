using System.Globalization;
using System.Text.Json;
using CptsReferral.Contracts.Desk;
using CptsReferral.Desk.Metrics;
using CptsReferral.Desk.Rota;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk.Notices;

/// <summary>Tells the people whom an escalation step, a reply or a withdrawal concerns.</summary>
sealed class TellDeskConsumer(DbContext db, LaneCatalogue lanes, DutyRoster roster, DeskInbox inbox, DeskMeter meter) : IConsumer<TellDesk>
{
    public async Task Consume(ConsumeContext<TellDesk> context)
    {
        var news = context.Message;
        var referral = await db.Set<Referral>().AsNoTracking()
            .Where(referral => referral.Id == news.ReferralId)
            .Select(referral => new { referral.HolderId, referral.LaneVersion })
            .SingleAsync(context.CancellationToken);
        var people = news.Audience switch
        {
            DeskAudience.Holder => referral.HolderId is { } holder ? [holder] : [],
            DeskAudience.Coordinator => await roster.CoordinatorsAsync(context.CancellationToken),
            DeskAudience.Group => await roster.GroupAsync(await LaneAsync(), context.CancellationToken),
            DeskAudience.Backup => await roster.BackupAsync(await LaneAsync(), context.CancellationToken),
            _ => throw new InvalidOperationException($"Nobody is meant by {news.Audience}."),
        };

        var kind = JsonNamingPolicy.KebabCaseLower.ConvertName(news.Subject.ToString());
        // The instant is the act's due time, so a person who is holder and coordinator in one reads it once.
        var key = string.Create(CultureInfo.InvariantCulture, $"{kind}:{news.ReferralId:N}:{news.OccurredUtc:yyyyMMddHHmmssffffff}");
        var told = await inbox.TellAsync(people, news.ReferralId, news.Lane, kind, key, context.CancellationToken);
        meter.Told(kind, told);
        await db.SaveChangesAsync(context.CancellationToken);

        async Task<LaneDocument> LaneAsync() => await lanes.GetAsync(news.Lane, referral.LaneVersion, context.CancellationToken)
            ?? throw new InvalidOperationException($"Lane {news.Lane} has no version {referral.LaneVersion}.");
    }
}
