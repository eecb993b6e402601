using CptsReferral.Contracts.Delivery;
using CptsReferral.Platform.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Delivery.Notices;

/// <summary>Hands one notice over. It talks to the outside, so no transaction is open meanwhile; a crash between the hand-over and its
/// record repeats the notice under the same id, by which the reader knows it.</summary>
[WithoutTransaction]
sealed partial class SendNoticeConsumer(
    DbContext db,
    LetterDesk desk,
    IEnumerable<ICourier> couriers,
    DeliveryTelemetry telemetry,
    IOptions<DeliveryOptions> options,
    TimeProvider time,
    ILogger<SendNoticeConsumer> logger) : IConsumer<SendNotice>
{
    public async Task Consume(ConsumeContext<SendNotice> context)
    {
        var cancellation = context.CancellationToken;
        var notice = await db.Set<Notice>().SingleAsync(n => n.Id == context.Message.NoticeId, cancellation);
        if (notice.SentUtc is { } sentUtc)
        {
            // Sent before, but this message was never acknowledged: the news of it may be missing too.
            await context.Publish(new NoticeSent(notice.Id, notice.ReferralId, sentUtc));
            return;
        }

        if (notice.WithdrawnUtc is not null)
            return;

        if (notice.Reminder && await IsOpenedAsync(notice.ReferralId, cancellation))
        {
            notice.Withdraw(Now);
            await db.SaveChangesAsync(cancellation);
            return;
        }

        await SendAsync(notice, context);
    }

    DateTime Now => time.GetUtcNow().UtcDateTime;

    async Task SendAsync(Notice notice, ConsumeContext<SendNotice> context)
    {
        var cancellation = context.CancellationToken;
        using var sending = telemetry.StartSending(notice);
        try
        {
            var letter = await desk.WriteAsync(notice, cancellation);
            await couriers.Single(courier => courier.Serves(notice.Channel)).CarryAsync(letter, cancellation);
        }
        catch (NoticeNotSentException failure)
        {
            sending?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, failure.Code);
            telemetry.Failed(notice, failure.Kind);
            notice.Failed(failure.Code, Now);
            await db.SaveChangesAsync(cancellation);
            Log.NotSent(logger, notice.Id, notice.Channel, failure.Code, notice.Attempts);
            if (!failure.MayPass || Now - notice.CreatedUtc >= options.Value.Patience)
                throw;
            // An outage of hours would use up the endpoint's retries in minutes; this waits it out, one stored message at a time.
            await context.SchedulePublish(Now + options.Value.PauseAfter(notice.Attempts), context.Message);
            return;
        }

        var now = Now;
        notice.Sent(now);
        await context.Publish(new NoticeSent(notice.Id, notice.ReferralId, now), CancellationToken.None);
        // From here on it has left: a cancelled save would only make it leave twice.
        await db.SaveChangesAsync(CancellationToken.None);
        telemetry.Sent(notice, now);
        Log.Sent(logger, notice.Id, notice.Channel, notice.ReferralId);
    }

    Task<bool> IsOpenedAsync(Guid referralId, CancellationToken cancellation) =>
        db.Set<Referrals.Referral>().AnyAsync(referral => referral.Id == referralId && referral.OpenedUtc != null, cancellation);

    static partial class Log
    {
        [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Notice {NoticeId} of referral {ReferralId} left by {Channel}")]
        public static partial void Sent(ILogger logger, Guid noticeId, NoticeChannel channel, Guid referralId);

        [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "Notice {NoticeId} was not taken by {Channel}: {Code}, attempt {Attempt}")]
        public static partial void NotSent(ILogger logger, Guid noticeId, NoticeChannel channel, string code, int attempt);
    }
}
