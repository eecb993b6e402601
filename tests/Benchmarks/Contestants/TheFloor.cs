using CptsReferral.Benchmarks.Load;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Deployed;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>The limit: the same durable work with nothing in the way. See tests/Floor.</summary>
/// <param name="ground">Where it gets PostgreSQL and RabbitMQ from; null for a SQLite file and queues in memory.</param>
sealed class TheFloor(Ground? ground) : Contestant("floor")
{
    SpecDatabase? database;
    RabbitMqVirtualHost? queues;
    HostProcess? process;

    public override IReadOnlyList<HostProcess> Processes => process is null ? [] : [process];

    public override IArrivals Arrivals => ground is null ? SqliteArrivals.OfFloor(File) : PostgreSqlArrivals.OfFloor(database!.ConnectionString);

    public override Uri Address => process!.Address;

    string File => Path.Combine(Root, "floor.db");

    public override async Task StartAsync(CancellationToken cancellation)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Floor__Store"] = ground is null ? "Sqlite" : "PostgreSql",
            ["Floor__ConnectionString"] = $"Data Source={File}",
        };
        if (ground is not null)
        {
            database = await ground.Databases.DatabaseAsync(cancellation);
            queues = await ground.Broker.VirtualHostAsync(cancellation);
            settings["Floor__ConnectionString"] = database.ConnectionString;
            settings["Floor__Amqp"] = queues.Uri;
        }

        process = new HostProcess("Floor", "floor", Root, settings);
        await process.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        if (queues is not null)
            await queues.DisposeAsync();
    }
}
