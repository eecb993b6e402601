using MassTransit;

namespace CptsReferral.Platform.Messaging;

/// <summary>Queues that come and go while the host runs, under the same policy as all others.</summary>
public interface IReceiveEndpoints
{
    /// <summary>
    /// Consumes a queue with a consumer that was registered with <c>ExcludeFromConfigureEndpoints()</c>.
    /// Connecting a queue twice does nothing. Completes when the broker has the queue.
    /// </summary>
    Task ConnectAsync<TConsumer>(string queue, CancellationToken cancellationToken)
        where TConsumer : class, IConsumer;

    /// <summary>Stops consuming; the queue and what waits in it stay.</summary>
    Task DisconnectAsync(string queue, CancellationToken cancellationToken);
}
