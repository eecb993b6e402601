using System.Collections.Concurrent;
using CptsReferral.Contracts.Delivery;
using CptsReferral.Contracts.Desk;
using MassTransit;

namespace CptsReferral.Support.Rooms;

/// <summary>What a room told others, in place of those others: each message once, in the order it came.</summary>
public sealed class Heard
{
    readonly ConcurrentDictionary<Guid, (long Order, object Message)> messages = new();
    long order;

    public IReadOnlyList<object> All => [.. messages.Values.OrderBy(heard => heard.Order).Select(heard => heard.Message)];

    public IReadOnlyList<T> Of<T>() => [.. All.OfType<T>()];

    internal void Add<T>(ConsumeContext<T> context)
        where T : class => messages.TryAdd(context.MessageId!.Value, (Interlocked.Increment(ref order), context.Message));
}

sealed class HearsDelivery(Heard heard) : IConsumer<BringHome>, IConsumer<TrySecondChannel>, IConsumer<PutOnCallList>
{
    public Task Consume(ConsumeContext<BringHome> context) => Hear(context);

    public Task Consume(ConsumeContext<TrySecondChannel> context) => Hear(context);

    public Task Consume(ConsumeContext<PutOnCallList> context) => Hear(context);

    Task Hear<T>(ConsumeContext<T> context)
        where T : class
    {
        heard.Add(context);
        return Task.CompletedTask;
    }
}

sealed class HearsDesk(Heard heard) : IConsumer<TellDesk>
{
    public Task Consume(ConsumeContext<TellDesk> context)
    {
        heard.Add(context);
        return Task.CompletedTask;
    }
}

sealed class HearsDeskQueue(Heard heard) : IConsumer<QueueReferral>
{
    public Task Consume(ConsumeContext<QueueReferral> context)
    {
        heard.Add(context);
        return Task.CompletedTask;
    }
}
