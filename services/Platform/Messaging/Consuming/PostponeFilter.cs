using CptsReferral.Platform.Messaging.Journal;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>
/// Second-level retry, outside the immediate one: the row in the journal gets a later due time, and the broker is told
/// that its copy is done with. No delayed exchange, no plug-in, and a restart forgets nothing.
/// </summary>
internal sealed partial class PostponeFilter<TMessage>(FailedMessages failed, ILogger logger) : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var attempt = new HeldFaultContext<TMessage>(context);
        try
        {
            await next.Send(attempt);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (context.MessageId is not null && fault is not OutOfMemoryException)
        {
            if (!await ComesAgainAsync(context, fault))
            {
                await attempt.ReleaseAsync();
                throw;
            }

            await context.NotifyConsumed(context, context.ReceiveContext.ElapsedTime, "postponed");
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("postpone");

    private async Task<bool> ComesAgainAsync(ConsumeContext<TMessage> context, Exception fault)
    {
        try
        {
            if (!await failed.PostponeAsync(context.MessageId!.Value, context.CancellationToken))
                return false;
            Log.Postponed(logger, context.MessageId.Value, TypeCache<TMessage>.ShortName, fault);
            return true;
        }
        catch (Exception journalFault) when (journalFault is not OutOfMemoryException && IsJournalled(context))
        {
            // The database is away, which is why the handler failed too. The row is there and will be sent again.
            Log.JournalAway(logger, context.MessageId!.Value, TypeCache<TMessage>.ShortName, journalFault);
            return true;
        }
    }

    private static bool IsJournalled(ConsumeContext context) => context.Headers.TryGetHeader(JournalSendPipe.Mark, out _);

    private static partial class Log
    {
        [LoggerMessage(EventId = 2121, Level = LogLevel.Warning, Message = "Message {MessageId} ({MessageType}) failed and will come again")]
        public static partial void Postponed(ILogger logger, Guid messageId, string messageType, Exception fault);

        [LoggerMessage(EventId = 2122, Level = LogLevel.Warning, Message = "Message {MessageId} ({MessageType}) failed while the journal was away; its row will be sent again")]
        public static partial void JournalAway(ILogger logger, Guid messageId, string messageType, Exception fault);
    }
}
