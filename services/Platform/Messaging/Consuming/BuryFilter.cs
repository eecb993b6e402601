using CptsReferral.Platform.Messaging.Journal;
using MassTransit;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>
/// The last stop before the error queue: marks the journal row dead, so that an operator sees it in every shape, and
/// takes the fault's text, which might quote data, off the copy on the broker.
/// </summary>
internal sealed partial class BuryFilter(FailedMessages failed, ILogger logger)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        context.ExceptionHeaders.Set(MessageHeaders.FaultMessage, FaultNames.Of(context.Exception));
        if (await BuryAsync(context, FaultNames.Of(context.Exception)))
            await next.Send(context);
    }

    // A message that no consumer on the queue knows.
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (await BuryAsync(context, "Skipped"))
            await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("bury");

    // False when the journal is away: its row comes again, and a copy in the error queue would only mislead.
    private async Task<bool> BuryAsync(ReceiveContext context, string faultType)
    {
        if (context.GetMessageId() is not { } messageId)
            return true;
        try
        {
            if (await failed.BuryAsync(messageId, faultType, context.CancellationToken))
                Log.Dead(logger, messageId, context.InputAddress.GetEndpointName() ?? "", faultType);
            return true;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.JournalAway(logger, messageId, fault);
            return !context.TransportHeaders.TryGetHeader(JournalSendPipe.Mark, out _);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2131, Level = LogLevel.Error, Message = "Message {MessageId} on {Queue} is dead after its last attempt: {FaultType}")]
        public static partial void Dead(ILogger logger, Guid messageId, string queue, string faultType);

        [LoggerMessage(EventId = 2132, Level = LogLevel.Warning, Message = "Message {MessageId} failed while the journal was away; its row will be sent again")]
        public static partial void JournalAway(ILogger logger, Guid messageId, Exception fault);
    }
}
