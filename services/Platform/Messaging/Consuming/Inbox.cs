using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Transports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>Which messages a consumer has handled, and the journal rows that end with it.</summary>
internal sealed partial class Inbox(CptsDbContext db, TimeProvider time, ILogger<Inbox> logger)
{
    // Numbers begin with one.
    private const long NoRow = 0;

    /// <summary>A row ends in the transaction that says its message was handled, and never before. So a message of the journal for which there is
    /// neither was sent by a database that is no more.</summary>
    /// <returns>How the message stands, and its rows of the journal: mostly one.</returns>
    public async Task<(MessageStanding Standing, IReadOnlyList<long> Rows)> LookAsync<T>(ConsumeContext<T> context, Guid messageId, Guid consumerId)
        where T : class
    {
        var cancellation = context.CancellationToken;
        var handled = db.Set<HandledMessage>().Where(handled => handled.MessageId == messageId);
        var known = await handled.Select(handled => new { Handler = handled.ConsumerId, Row = NoRow })
            .Concat(db.Set<OutboxMessage>().Where(row => row.MessageId == messageId).Select(row => new { Handler = Guid.Empty, Row = row.Sequence }))
            .ToListAsync(cancellation);
        List<long> rows = [.. known.Where(found => found.Row != NoRow).Select(found => found.Row)];
        return (await StandingAsync(), rows);

        async Task<MessageStanding> StandingAsync()
        {
            if (known.Exists(found => found.Handler == consumerId))
                return MessageStanding.Handled;
            if (known.Count > 0 || !context.Headers.TryGetHeader(JournalSendPipe.Mark, out _))
                return MessageStanding.Owed;
            if (context.Headers.TryGetHeader(MessageHeaders.SchedulingTokenId, out _))
                return MessageStanding.Cancelled;
            // A copy handled at this moment may have ended the row between the two halves of the question.
            return await handled.AnyAsync(cancellation) ? MessageStanding.Handled : MessageStanding.Stray;
        }
    }

    /// <summary>A second copy handled at the same time meets the primary key, is retried, and then finds this row.</summary>
    public HandledMessage Add(Guid messageId, Guid consumerId) => db.Add(new HandledMessage
    {
        MessageId = messageId,
        ConsumerId = consumerId,
        HandledUtc = time.GetUtcNow().UtcDateTime,
    }).Entity;

    /// <summary>Writes down that it came, for people to find out what is missing. To act on it would be to act on what is not there.</summary>
    public void AddStray<T>(ConsumeContext<T> context, Guid messageId)
        where T : class
    {
        var stray = new StrayMessage
        {
            MessageId = messageId,
            Type = typeof(T).Name,
            Queue = context.ReceiveContext.InputAddress.GetEndpointName() ?? "",
            ReferralId = context.CorrelationId ?? Subject<T>.Of(context.Message),
            SentUtc = context.SentTime,
            ArrivedUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Add(stray);
        Log.Stray(logger, messageId, stray.Type, stray.ReferralId);
    }

    /// <summary>The rows end with the next save; one that is gone by then fails it.</summary>
    public void End(IEnumerable<long> rows) => db.RemoveRange(rows.Select(sequence => new OutboxMessage { Sequence = sequence }));

    public Task EndAsync(Guid messageId, CancellationToken cancellationToken) =>
        db.Set<OutboxMessage>().Where(row => row.MessageId == messageId).ExecuteDeleteAsync(cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2141, Level = LogLevel.Error, Message = "Message {MessageId} ({MessageType}) about referral {ReferralId} is not known to this database: was an older one put back? It was written down, and not acted on")]
        public static partial void Stray(ILogger logger, Guid messageId, string messageType, Guid? referralId);
    }
}
