using CptsReferral.Platform.Messaging.Journal;
using MassTransit;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>Puts a message among those that its endpoint has to handle, and waits until that is committed.</summary>
internal sealed class TogetherFilter<THandler, T>(Gathering gathering, IConsumeScopeProvider scopes, OutboxConsumeOptions options) : IFilter<ConsumeContext<T>>
    where THandler : class
    where T : class
{
    public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        var messageId = context.MessageId ?? throw new MessageException(typeof(T), "A message needs an id to be handled once.");
        var subject = Subject<T>.Of(context.Message) ?? context.CorrelationId ?? messageId;
        return gathering.HandleAsync(new Arrival<THandler, T>(context, messageId, subject, options, scopes, next));
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("together");
}
