using CptsReferral.Benchmarks.Load;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Deployed;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>One process of every host around RabbitMQ and PostgreSQL, each with users of its own.</summary>
sealed class OursSplit(Ground ground) : Ours("split")
{
    static readonly string[] Rooms = ["Gateway", "Routing", "Desk", "Delivery"];

    // It knows the users of the hosts; the other broker does not.
    readonly RabbitMqNode broker = new() { KnowsHosts = true };
    readonly List<HostProcess> hosts = [];
    SpecDatabase? database;
    RabbitMqVirtualHost? queues;

    public override IReadOnlyList<HostProcess> Processes => hosts;

    public override IArrivals Arrivals => PostgreSqlArrivals.OfOurs(database!.ConnectionString);

    /// <summary>For somebody who may do everything in its database.</summary>
    public string DatabaseConnection => database!.ConnectionString;

    public override Uri Address => hosts[0].Address;

    public override async Task StartAsync(CancellationToken cancellation)
    {
        await broker.InitializeAsync();
        database = await ground.Databases.DatabaseOfHostsAsync(cancellation);
        queues = await broker.VirtualHostAsync(cancellation);

        var settings = CommonSettings;
        settings["Database__Provider"] = "PostgreSql";
        settings["Database__ConnectionString"] = DatabaseOf("cpts_migrate");
        settings["Content__KeysDirectory"] = Path.Combine(Root, "content-keys");
        var job = new HostProcess("Standalone", "migrate", Root, settings, "--migrate", "--demo", "--data", Path.Combine(Root, "job"));
        await using (job)
            await job.RunToEndAsync();

        settings["Bus__Transport"] = "RabbitMq";
        settings["Gateway__KeysDirectory"] = Path.Combine(Root, "keys");
        settings["Gateway__AllowHttp"] = "true";
        foreach (var room in Rooms)
            hosts.Add(Host(room, settings));
        foreach (var host in hosts)
            host.Begin();
        foreach (var host in hosts)
            await host.ReadyAsync();
        await SignInAsync(cancellation);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        await broker.DisposeAsync();
    }

    HostProcess Host(string room, Dictionary<string, string> common)
    {
        var user = $"cpts_{room.ToLowerInvariant()}";
        var settings = new Dictionary<string, string>(common, StringComparer.Ordinal)
        {
            ["Database__ConnectionString"] = DatabaseOf(user),
            ["Bus__Uri"] = queues!.UriOf(user).AbsoluteUri,
        };
        if (room != "Gateway")
        {
            // These open no content: they have no keys.
            settings.Remove("Content__KeysDirectory");
            settings["Delivery__PublicUrl"] = hosts[0].Address.GetLeftPart(UriPartial.Authority);
            settings["Delivery__Mail__Mode"] = "Pickup";
            settings["Delivery__Mail__PickupDirectory"] = Path.Combine(Root, "mail");
            settings["Delivery__Mail__From"] = "cpts@example.org";
        }

        return new HostProcess(room, room, Root, settings);
    }

    string DatabaseOf(string user)
    {
        var connection = PostgreSqlServer.AsUser(database!, user);
        connection.MaxPoolSize = 50;
        return connection.ConnectionString;
    }
}
