using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.DependencyInjection;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Inside a consumer the scope speaks through the consumer's own context; elsewhere through the journal directly.</summary>
internal sealed class JournalBusContextProvider(
    IBus bus,
    CptsDbContext db,
    JournalWriter writer,
    Bind<IBus, IClientFactory> clients,
    Bind<IBus, IScopedConsumeContextProvider> consuming,
    IServiceProvider provider) : IScopedBusContextProvider<IBus>
{
    public ScopedBusContext Context { get; } = consuming.Value.HasContext
        ? new ConsumeContextScopedBusContext(consuming.Value.GetContext(), clients.Value)
        : new JournalBusContext(bus, db, writer, clients.Value, provider);
}
