using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Clients;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>What scoped code (an HTTP request, a job) publishes: rows, saved by its own SaveChanges.</summary>
internal sealed class JournalBusContext(
    IBus bus, CptsDbContext db, JournalWriter writer, IClientFactory clients, IServiceProvider provider)
    : ScopedBusContext, OutboxSendContext
{
    private readonly Lock _adding = new();

    public ISendEndpointProvider SendEndpointProvider => field ??= new OutboxSendEndpointProvider(this, bus);

    public IPublishEndpoint PublishEndpoint => field ??= new PublishEndpoint(new OutboxPublishEndpointProvider(this, bus));

    public IScopedClientFactory ClientFactory =>
        field ??= new ScopedClientFactory(new ClientFactory(new ScopedClientFactoryContext(clients, provider)), null);

    public Task AddSend<T>(SendContext<T> context)
        where T : class
    {
        lock (_adding)
            writer.Add(db, writer.ToRow(context));
        return Task.CompletedTask;
    }

    public object? GetService(Type serviceType) => provider.GetService(serviceType);
}
