using System.Collections.Concurrent;
using MassTransit;

namespace CptsReferral.Support.Delivery;

/// <summary>Keeps the wire form of all that was consumed.</summary>
sealed class BusTap : IConsumeObserver
{
    readonly ConcurrentQueue<string> bodies = new();

    public IReadOnlyList<string> Bodies => [.. bodies];

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        bodies.Enqueue(context.ReceiveContext.Body.GetString());
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
