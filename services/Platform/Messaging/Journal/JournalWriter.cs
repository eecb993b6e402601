using System.Diagnostics;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Turns what was about to be sent into a row.</summary>
internal sealed class JournalWriter(JournalHandover handover, InFlight inFlight, IOptions<BusOptions> options, TimeProvider time)
{
    // Long enough for a commit and a send; what this process does not send by then is anybody's.
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(15);

    // Where claims are shorter, a message would be sent again before it was noted as sent.
    private static readonly TimeSpan ShortestHold = TimeSpan.FromSeconds(5);

    // More of one transaction would not fit into what is handed over.
    private const int AtOnce = 1000;

    private readonly TimeSpan _hold = options.Value.Journal.Lease < LongestHold ? options.Value.Journal.Lease : LongestHold;

    /// <summary>The row is saved with whatever else the context holds.</summary>
    public void Add(CptsDbContext db, OutboxMessage row)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (row.DueUtc <= now && _hold >= ShortestHold && handover.IsOpen && db.Unit.NewMessages.Count + db.Unit.SavedMessages.Count < AtOnce
            && inFlight.HasRoom(row.Destination))
        {
            row.LockId = handover.Claim;
            row.LockedUntilUtc = now + _hold;
            // Until then nobody need look at it.
            row.NextSendUtc = now + _hold;
        }

        db.Add(row);
        db.Unit.NewMessages.Add(row);
    }

    public OutboxMessage ToRow<T>(SendContext<T> context)
        where T : class
    {
        var now = time.GetUtcNow().UtcDateTime;
        var destination = context.DestinationAddress ?? throw new MessageException(typeof(T), "A journalled message needs a destination.");
        context.TryGetPayload<DueTime>(out var due);
        var dueUtc = due?.Utc ?? now + (context.Delay ?? TimeSpan.Zero);
        // A delay that reached RabbitMQ would declare an exchange of a plug-in that is not there, and close the connection.
        context.Delay = null;
        KeepTrace(context);

        var isReply = context.RequestId is not null && context.ResponseAddress is null;
        return new OutboxMessage
        {
            MessageId = context.MessageId ?? throw new MessageException(typeof(T), "A journalled message needs an id."),
            TokenId = due?.TokenId ?? context.ScheduledMessageId,
            ConversationId = context.ConversationId,
            CorrelationId = context.CorrelationId ?? Subject<T>.Of(context.Message),
            InitiatorId = context.InitiatorId,
            RequestId = context.RequestId,
            Destination = isReply ? destination.AbsoluteUri : QueueAddresses.Store(destination),
            SourceAddress = context.SourceAddress?.AbsoluteUri,
            ResponseAddress = context.ResponseAddress?.AbsoluteUri,
            FaultAddress = context.FaultAddress?.AbsoluteUri,
            ContentType = (context.ContentType ?? context.Serialization.DefaultContentType).ToString(),
            MessageType = string.Join(';', context.SupportedMessageTypes),
            Body = context.Serializer.GetMessageBody(context).GetString(),
            Headers = SystemTextJsonMessageSerializer.Instance.SerializeDictionary(context.Headers.GetAll()),
            IsReply = isReply,
            StoredUtc = now,
            ExpiresUtc = now + context.TimeToLive,
            DueUtc = dueUtc,
            // Nobody looks into the past for what is stored now.
            NextSendUtc = dueUtc < now ? now : dueUtc,
        };
    }

    // With a listener MassTransit has written the header itself; without one the caller's trace would end here.
    private static void KeepTrace(SendContext context)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } && !context.Headers.TryGetHeader(DiagnosticHeaders.ActivityId, out _))
            context.Headers.Set(DiagnosticHeaders.ActivityId, id);
    }
}
