using System.Collections.Concurrent;
using CptsReferral.Platform.Messaging.Consuming;
using MassTransit;

namespace CptsReferral.Platform.Messaging;

internal sealed class ReceiveEndpoints(IReceiveEndpointConnector connector, EndpointPolicy policy) : IReceiveEndpoints
{
    private readonly ConcurrentDictionary<string, Lazy<HostReceiveEndpointHandle>> _connected = new(StringComparer.Ordinal);

    public async Task ConnectAsync<TConsumer>(string queue, CancellationToken cancellationToken)
        where TConsumer : class, IConsumer
    {
        var handle = _connected.GetOrAdd(queue, name => new Lazy<HostReceiveEndpointHandle>(() => Connect<TConsumer>(name)));
        await handle.Value.Ready.WaitAsync(cancellationToken);
    }

    public async Task DisconnectAsync(string queue, CancellationToken cancellationToken)
    {
        if (_connected.TryRemove(queue, out var handle))
            await handle.Value.StopAsync(cancellationToken);
    }

    private HostReceiveEndpointHandle Connect<TConsumer>(string queue)
        where TConsumer : class, IConsumer =>
        connector.ConnectReceiveEndpoint(queue, (context, endpoint) =>
        {
            // These queues are addressed by name. Bound to the message type, each would get every lane's messages.
            endpoint.ConfigureConsumeTopology = false;
            policy.Apply(context, endpoint);
            endpoint.ConfigureConsumer<TConsumer>(context);
        });
}
