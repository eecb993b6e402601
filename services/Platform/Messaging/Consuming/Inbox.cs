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

    /// <summary>What is known of messages, in one question.</summary>
    public async Task<IReadOnlyDictionary<Guid, KnownMessage>> LookAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken)
    {
        var known = await db.Set<HandledMessage>().Where(handled => messageIds.Contains(handled.MessageId))
            .Select(handled => new { handled.MessageId, Handler = handled.ConsumerId, Row = NoRow })
            .Concat(db.Set<OutboxMessage>().Where(row => messageIds.Contains(row.MessageId)).Select(row => new { row.MessageId, Handler = Guid.Empty, Row = row.Sequence }))
            .ToListAsync(cancellationToken);
        var found = known.ToLookup(part => part.MessageId);
        return messageIds.Distinct().ToDictionary(id => id, id => new KnownMessage(
            id,
            [.. found[id].Where(part => part.Row != NoRow).Select(part => part.Row)],
            [.. found[id].Where(part => part.Row == NoRow).Select(part => part.Handler)]));
    }

    /// <summary>A row ends in the transaction that says its message was handled, and never before. So a message of the journal for which there is
    /// neither was sent by a database that is no more.</summary>
    public async Task<MessageStanding> StandingAsync(ConsumeContext context, KnownMessage known, Guid consumerId)
    {
        if (known.Handlers.Contains(consumerId))
            return MessageStanding.Handled;
        if (known.Rows.Count + known.Handlers.Count > 0 || !context.Headers.TryGetHeader(JournalSendPipe.Mark, out _))
            return MessageStanding.Owed;
        if (context.Headers.TryGetHeader(MessageHeaders.SchedulingTokenId, out _))
            return MessageStanding.Cancelled;
        // A copy handled at this moment may have ended the row between the two halves of the question.
        return await db.Set<HandledMessage>().AnyAsync(handled => handled.MessageId == known.MessageId, context.CancellationToken)
            ? MessageStanding.Handled
            : MessageStanding.Stray;
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

    /// <summary>The rows end at once, whoever else ends them.</summary>
    public async Task EndAsync(IReadOnlyCollection<Guid> messageIds, CancellationToken cancellationToken)
    {
        if (messageIds.Count > 0)
            await db.Set<OutboxMessage>().Where(row => messageIds.Contains(row.MessageId)).ExecuteDeleteAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2141, Level = LogLevel.Error, Message = "Message {MessageId} ({MessageType}) about referral {ReferralId} is not known to this database: was an older one put back? It was written down, and not acted on")]
        public static partial void Stray(ILogger logger, Guid messageId, string messageType, Guid? referralId);
    }
}
