using CptsReferral.Platform.Messaging.Journal;
using MassTransit;
using MassTransit.Transports;

namespace CptsReferral.Platform.Messaging.Scheduling;

internal sealed class DueTimePipe<TMessage>(IPipe<SendContext<TMessage>> pipe, DueTime due) : SendContextPipeAdapter<TMessage>(pipe)
    where TMessage : class
{
    protected override void Send(SendContext<TMessage> context)
    {
        context.GetOrAddPayload(() => due);
        context.ScheduledMessageId = due.TokenId;
        // A saga knows its own timer by this header.
        context.Headers.Set(MessageHeaders.SchedulingTokenId, due.TokenId.ToString("D"));
    }

    protected override void Send<T>(SendContext<T> context)
    {
    }
}
