using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Brokers;

/// <summary>
/// The installed <c>rabbitmq-server</c>: a private node, or a cluster of them, with an epmd of its own: otherwise the first node would start
/// one that outlives it.
/// </summary>
internal sealed class InstalledBroker : Broker
{
    private const string Packages = "/usr/lib/rabbitmq/lib";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cpts-epmd-");
    private readonly InstalledNode[] _nodes;
    private readonly SupervisedProcess _epmd;

    private InstalledBroker(string programs, string? definitions, int size)
    {
        var epmdPort = FreePort.Next();
        _epmd = SupervisedProcess.Start(_folder.FullName, new Dictionary<string, string>(StringComparer.Ordinal), "epmd", "-address", "127.0.0.1", "-port", $"{epmdPort}");
        _nodes = [.. Enumerable.Range(0, size).Select(_ => new InstalledNode(programs, epmdPort))];
        var cookie = Guid.CreateVersion7().ToString("N");
        foreach (var node in _nodes)
            node.Prepare(cookie, _nodes, definitions);
    }

    public override Uri Amqp => _nodes[0].Amqp;

    public override RabbitMqManagement Management => _nodes[0].Management;

    public override IReadOnlyList<Uri> Nodes => [.. _nodes.Select(node => node.Amqp)];

    /// <param name="users">Those it knows when it starts; null when it knows guests only.</param>
    /// <param name="size">How many nodes.</param>
    public static async Task<Broker?> TryStartAsync(BrokerUsers? users, int size = 1)
    {
        var programs = Directory.Exists(Packages)
            ? Directory.GetDirectories(Packages, "rabbitmq_server-*").Select(release => Path.Combine(release, "sbin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "rabbitmq-server")))
            : null;
        if (programs is null)
            return null;

        var broker = new InstalledBroker(programs, users is null ? null : await users.DefinitionsAsync(), size);
        await broker.StartAgainAsync();
        return broker;
    }

    public override Task StopAsync() => Task.WhenAll(_nodes.Select(node => node.StopAsync()));

    public override Task KillAsync() => Task.WhenAll(_nodes.Select(node => node.KillAsync()));

    // All at once: a node that was not the last to go waits for the others.
    public override async Task StartAgainAsync()
    {
        foreach (var node in _nodes)
            node.Begin();
        foreach (var node in _nodes)
            await node.ReadyAsync(Patience);
    }

    public override async Task WipeAsync()
    {
        await KillAsync();
        foreach (var node in _nodes)
            node.Wipe();
        await StartAgainAsync();
    }

    public override Task StopAsync(int node) => _nodes[node].StopAsync();

    public override Task KillAsync(int node) => _nodes[node].KillAsync();

    public override Task PartAsync(int node) => _nodes[node].PartAsync();

    public override Task RejoinAsync(int node) => _nodes[node].RejoinAsync(_nodes.Where(other => other != _nodes[node]));

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        await _epmd.DisposeAsync();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }
}
