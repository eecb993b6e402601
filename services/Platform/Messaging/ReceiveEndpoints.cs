using System.Collections.Concurrent;
using CptsReferral.Platform.Messaging.Consuming;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging;

internal sealed class ReceiveEndpoints(
    IReceiveEndpointConnector connector,
    EndpointPolicy policy,
    IServiceScopeFactory scopes,
    JournalSignal signal,
    InFlight inFlight,
    IOptions<BusOptions> options,
    TimeProvider time) : IReceiveEndpoints
{
    private readonly ConcurrentDictionary<string, Lazy<HostReceiveEndpointHandle>> _connected = new(StringComparer.Ordinal);

    public async Task ConnectAsync<TConsumer>(string queue, CancellationToken cancellationToken)
        where TConsumer : class, IConsumer
    {
        var isNew = false;
        var handle = _connected.GetOrAdd(queue, name => new Lazy<HostReceiveEndpointHandle>(() =>
        {
            isNew = true;
            return Connect<TConsumer>(name);
        }));
        await handle.Value.Ready.WaitAsync(cancellationToken);
        if (isNew)
            await SendWhatWaitedAsync(queue, cancellationToken);
    }

    public async Task DisconnectAsync(string queue, CancellationToken cancellationToken)
    {
        if (_connected.TryRemove(queue, out var handle))
            await handle.Value.StopAsync(cancellationToken);
    }

    // What was addressed to the queue before it was there need not wait for its next attempt. In memory that is also what counts
    // as sent: the transport dropped it. One that is claimed may have been sent a moment too early; it loses the claim, so that nobody notes it as
    // done with. A copy too many changes nothing.
    private async Task SendWhatWaitedAsync(string queue, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var inMemory = options.Value.Transport == BusTransport.InMemory;
        var destination = QueueAddresses.Stored(queue);
        inFlight.Forget(destination);
        await using var scope = scopes.CreateAsyncScope();
        var moved = await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<OutboxMessage>()
            .Where(row => row.Destination == destination && row.DeadUtc == null && row.DueUtc <= now
                && (row.NextSendUtc > now || row.LockId != null)
                && (row.SentUtc == null || inMemory))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.NextSendUtc, now)
                    .SetProperty(row => row.LockId, (Guid?)null)
                    .SetProperty(row => row.LockedUntilUtc, (DateTime?)null),
                cancellationToken);
        if (moved > 0)
            signal.Wake();
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
