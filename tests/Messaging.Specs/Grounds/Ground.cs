using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;

namespace CptsReferral.Messaging.Specs.Grounds;

/// <summary>The database and the transport that one run of a spec stands on.</summary>
public sealed record Ground(
    Func<CancellationToken, Task<SpecDatabase>> DatabaseAsync, Func<CancellationToken, Task<RabbitMqVirtualHost?>> VirtualHostAsync)
{
    public static Ground SqliteInMemory { get; } = new(Sqlite, InMemory);

    public static Ground SqliteOver(RabbitMqNode broker) => new(Sqlite, Over(broker));

    public static Ground PostgreSqlInMemory(PostgreSqlServer server) => new(server.DatabaseAsync, InMemory);

    public static Ground PostgreSqlOver(PostgreSqlServer server, RabbitMqNode broker) => new(server.DatabaseAsync, Over(broker));

    public static SpecBus BusOf(RabbitMqVirtualHost? virtualHost) =>
        virtualHost is null ? SpecBus.InMemory : SpecBus.RabbitMq(virtualHost.Uri);

    private static Task<SpecDatabase> Sqlite(CancellationToken cancellationToken) => Task.FromResult<SpecDatabase>(new SqliteSpecDatabase());

    private static Task<RabbitMqVirtualHost?> InMemory(CancellationToken cancellationToken) => Task.FromResult<RabbitMqVirtualHost?>(null);

    private static Func<CancellationToken, Task<RabbitMqVirtualHost?>> Over(RabbitMqNode broker) =>
        async cancellationToken => await broker.VirtualHostAsync(cancellationToken);
}
