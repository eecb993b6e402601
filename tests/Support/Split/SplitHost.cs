using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Backups;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Disks;
using CptsReferral.Support.Lines;
using Npgsql;

namespace CptsReferral.Support.Split;

/// <summary>
/// The split shape: two processes of every host around a private RabbitMQ and a private PostgreSQL, configured by
/// environment as the compose file does, each room with users of its own. It ends with this process, even after kill -9.
/// </summary>
public sealed class SplitHost : DeployedSwitchboard
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    readonly PostgreSqlServer databases = new();
    readonly OpenPgpKeys backupKeys = new();
    SpecDatabase? database;
    RabbitMqVirtualHost? queues;
    Dictionary<string, string> jobSettings = [];
    RabbitMqNode? broker;
    IReadOnlyList<LoopbackLine> brokerLines = [];
    LoopbackLine? databaseLine;

    /// <summary>What the files of the database are on; this machine's own disk when null.</summary>
    public SmallDisk? Disk { get; init; }

    /// <summary>How many nodes the broker has.</summary>
    public int BrokerNodes { get; init; } = 1;

    /// <summary>The first gateway.</summary>
    public override Uri Address => Gateways[0].Address;

    public override IReadOnlyList<HostProcess> Gateways => Of("Gateway");

    public IReadOnlyList<HostProcess> Routings => Of("Routing");

    public IReadOnlyList<HostProcess> Desks => Of("Desk");

    public IReadOnlyList<HostProcess> Deliveries => Of("Delivery");

    /// <summary>The broker itself.</summary>
    public RabbitMqNode Broker => broker!;

    /// <summary>The server of the database itself.</summary>
    public PostgreSqlServer DatabaseServer => databases;

    /// <summary>What lies between the hosts and the broker; one for each node.</summary>
    public IReadOnlyList<LoopbackLine> BrokerLines => brokerLines;

    /// <summary>What lies between the hosts and the database.</summary>
    public LoopbackLine DatabaseLine => databaseLine!;

    /// <summary>What the broker holds.</summary>
    public RabbitMqVirtualHost Queues => queues!;

    protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    protected override string ConnectionString => database!.ConnectionString;

    protected override IReadOnlyDictionary<string, string> JobSettings => jobSettings;

    protected override string JobFolder => Path.Combine(Root, "job");

    /// <summary>Keeps the broker away so long; people do something every other second meanwhile.</summary>
    public async Task WithoutBrokerAsync(TimeSpan outage, Func<Task> meanwhile, CancellationToken cancellation)
    {
        await Broker.StopAsync();
        try
        {
            var startedAt = TimeProvider.System.GetTimestamp();
            do
            {
                await meanwhile();
                await Task.Delay(Pace, TimeProvider.System, cancellation);
            }
            while (TimeProvider.System.GetElapsedTime(startedAt) < outage);
        }
        finally
        {
            // Others go on with this switchboard, whatever was found.
            await Broker.StartAgainAsync();
        }
    }

    /// <summary>Ends the broker, empties its disk, and starts it as new.</summary>
    public async Task WipeBrokerAsync(CancellationToken cancellation)
    {
        await Broker.WipeAsync();
        await queues!.DeclareAsync(cancellation);
    }

    /// <summary>Whom the server of the database sees at work, but for the specs themselves.</summary>
    public async Task<IReadOnlyList<string>> DatabaseUsersAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user ORDER BY 1", connection);
        await using var users = await command.ExecuteReaderAsync(cancellation);
        var seen = new List<string>();
        while (await users.ReadAsync(cancellation))
            seen.Add(users.GetString(0));
        return seen;
    }

    /// <summary>A backup of the database, taken while everybody works.</summary>
    public async Task<FileInfo> BackUpAsync()
    {
        var file = new FileInfo(Path.Combine(Root, $"backup-{Guid.CreateVersion7():N}.pgp"));
        await backupKeys.InitializeAsync();
        var words = await AdministersAsync("--backup", file.FullName, "--recipient", backupKeys.Public.FullName);
        file.Refresh();
        return file.Exists ? file : throw new InvalidOperationException($"No backup was taken: {words}");
    }

    /// <summary>Puts a backup in the place of the database while no host runs. The broker keeps what it has.</summary>
    public async Task PutBackAsync(FileInfo backup, CancellationToken cancellation)
    {
        await databases.EmptyAsync(database!, cancellation);
        await PostgreSqlServer.MakeUsersAsync(database!);
        var words = await AdministersAsync("--restore", backup.FullName, "--secret-key", backupKeys.Secret.FullName);
        if (!words.Contains("Put back: ", StringComparison.Ordinal))
            throw new InvalidOperationException($"The backup was not put back: {words}");
        // The witness is no table of ours: no backup holds it.
        await Messages.WatchAsync();
        // That the end of the record of readings was cut off is explained; as its README says, the file that knows it goes where evidence is kept.
        var seals = Path.Combine(Root, "content-keys", "reading-seals.log");
        if (File.Exists(seals))
            File.Move(seals, Path.Combine(Root, $"reading-seals-{Guid.CreateVersion7():N}.log"));
    }

    /// <summary>kill -9 of every process of a room at once, then back again.</summary>
    public static async Task KillAndRestartAsync(IReadOnlyList<HostProcess> hosts)
    {
        await Task.WhenAll(hosts.Select(host => host.KillAsync()));
        await StartAgainAsync(hosts);
    }

    /// <summary>All at once, until each takes work.</summary>
    public static async Task StartAgainAsync(IReadOnlyList<HostProcess> hosts)
    {
        foreach (var host in hosts)
            host.Begin();
        foreach (var host in hosts)
            await host.ReadyAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var line in brokerLines)
            await line.DisposeAsync();
        if (databaseLine is not null)
            await databaseLine.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        if (broker is not null)
            await broker.DisposeAsync();
        await databases.DisposeAsync();
        await backupKeys.DisposeAsync();
    }

    protected override async Task StartAsync()
    {
        try
        {
            broker = new RabbitMqNode { Size = BrokerNodes, KnowsHosts = true };
            databases.Disk = Disk;
            await Task.WhenAll(broker.InitializeAsync().AsTask(), databases.InitializeAsync().AsTask());
            database = await databases.DatabaseOfHostsAsync(CancellationToken.None);
            queues = await broker.VirtualHostAsync(CancellationToken.None);
            var server = new NpgsqlConnectionStringBuilder(ConnectionString);
            databaseLine = LoopbackLine.To(server.Host!, server.Port);
            brokerLines = [.. queues.Nodes.Select(node => LoopbackLine.To(node.Host, node.Port > 0 ? node.Port : 5672))];
        }
        catch (SpecSkippedException skip)
        {
            // A fixture cannot skip; the specs that use it can.
            Missing = skip.Message;
            return;
        }

        await StartHostsAsync();
    }

    async Task StartHostsAsync()
    {
        var settings = CommonSettings;
        settings["Database__Provider"] = "PostgreSql";
        settings["Database__ConnectionString"] = DatabaseOf("cpts_migrate");
        settings["Content__KeysDirectory"] = Path.Combine(Root, "content-keys");
        jobSettings = new(settings, StringComparer.Ordinal) { ["Backup__Passphrase"] = OpenPgpKeys.Passphrase };
        var job = Add("Standalone", "migrate", settings, "--migrate", "--demo", "--data", JobFolder);
        await job.RunToEndAsync();
        await Messages.WatchAsync();

        settings["Bus__Transport"] = "RabbitMq";
        if (BrokerNodes > 1)
        {
            foreach (var (number, line) in brokerLines.Index())
                settings[$"Bus__Nodes__{number}"] = $"127.0.0.1:{line.Port}";
        }

        settings["Gateway__KeysDirectory"] = Path.Combine(Root, "keys");
        settings["Gateway__AllowHttp"] = "true";
        var gateways = AddTwo("Gateway", settings);
        // The others open no content: they have no keys.
        settings.Remove("Content__KeysDirectory");
        settings["Delivery__PublicUrl"] = gateways.Address.GetLeftPart(UriPartial.Authority);
        settings["Delivery__Mail__Mode"] = "Pickup";
        settings["Delivery__Mail__PickupDirectory"] = MailFolder;
        settings["Delivery__Mail__From"] = "cpts@example.org";
        AddTwo("Routing", settings);
        AddTwo("Desk", settings);
        AddTwo("Delivery", settings);

        var services = Hosts.Where(host => host != job).ToList();
        foreach (var host in services)
            host.Begin();
        foreach (var host in services)
            await host.ReadyAsync();
    }

    HostProcess AddTwo(string room, Dictionary<string, string> common)
    {
        var user = $"cpts_{room.ToLowerInvariant()}";
        var settings = new Dictionary<string, string>(common, StringComparer.Ordinal)
        {
            ["Database__ConnectionString"] = DatabaseOf(user),
            ["Bus__Uri"] = new UriBuilder(queues!.UriOf(user)) { Host = "127.0.0.1", Port = brokerLines[0].Port }.Uri.AbsoluteUri,
        };
        var first = Add(room, $"{room}-1", settings);
        Add(room, $"{room}-2", settings);
        return first;
    }

    string DatabaseOf(string user)
    {
        var connection = PostgreSqlServer.AsUser(database!, user);
        (connection.Host, connection.Port, connection.MaxPoolSize) = ("127.0.0.1", databaseLine!.Port, 20);
        return connection.ConnectionString;
    }

    List<HostProcess> Of(string room)
    {
        if (Missing is not null)
            throw new SpecSkippedException(Missing);
        return [.. Hosts.Where(host => host.Room == room)];
    }
}
