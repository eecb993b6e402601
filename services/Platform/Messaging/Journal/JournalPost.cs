using MassTransit;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Puts claimed messages on the bus, many at once.</summary>
internal sealed partial class JournalPost(JournalSender sender, InFlight inFlight, TimeProvider time, ILogger<JournalPost> logger)
{
    /// <summary>Messages about one referral keep their order. Those about others wait neither for them nor for the broker's word on each.</summary>
    /// <param name="round">Gets what came of each.</param>
    /// <param name="stoppingToken">Begins no further message. Those on their way are waited for: of one that is given up nobody knows whether it went out.</param>
    public Task SendAsync(IEnumerable<OutboxMessage> claimed, JournalRound round, CancellationToken stoppingToken) =>
        Task.WhenAll(claimed.GroupBy(row => row.CorrelationId ?? row.MessageId).Select(group => SendInOrderAsync(group, round, stoppingToken)));

    private async Task SendInOrderAsync(IEnumerable<OutboxMessage> group, JournalRound round, CancellationToken stoppingToken)
    {
        foreach (var row in group)
        {
            if (!round.GoesOn || stoppingToken.IsCancellationRequested)
                return;
            await SendAsync(row, round);
        }
    }

    private async Task SendAsync(OutboxMessage row, JournalRound round)
    {
        try
        {
            if (row.ExpiresUtc is null || row.ExpiresUtc > time.GetUtcNow().UtcDateTime)
            {
                // Before it is sent: whoever receives it may be faster than we are.
                inFlight.Add(row);
                await sender.SendAsync(row);
            }

            round.Sent.Enqueue(row);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var kind = SendFaults.Read(fault);
            // That the bus is away is told once, not for each that was on its way.
            if (round.Fail(row, fault, kind))
                Log.SendFailed(logger, row.MessageId, row.MessageType, kind, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Message {MessageId} ({MessageType}) could not be sent: {Kind}")]
        public static partial void SendFailed(ILogger logger, Guid messageId, string messageType, SendFault kind, Exception fault);
    }
}
