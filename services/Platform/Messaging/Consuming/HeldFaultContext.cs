using MassTransit;
using MassTransit.Context;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>Keeps the news of a failure back until it is certain: a message that will come again has not failed yet.</summary>
internal sealed class HeldFaultContext<TMessage>(ConsumeContext<TMessage> context) : ConsumeContextProxy<TMessage>(context)
    where TMessage : class
{
    private readonly List<Func<Task>> _held = [];

    public async Task ReleaseAsync()
    {
        foreach (var notify in _held)
            await notify();
    }

    public override Task NotifyFaulted<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
    {
        _held.Add(() => base.NotifyFaulted(context, duration, consumerType, exception));
        return Task.CompletedTask;
    }
}
