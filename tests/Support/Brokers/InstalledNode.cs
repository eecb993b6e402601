using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Brokers;

/// <summary>One node of the installed <c>rabbitmq-server</c>, on private ports and in a folder of its own, beside whatever else runs on the machine.</summary>
internal sealed class InstalledNode : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cpts-rabbit-");
    private readonly string _programs;
    private readonly int _epmdPort;
    private readonly int _distributionPort = FreePort.Next();
    private readonly int _managementPort = FreePort.Next();
    private SupervisedProcess? _process;

    /// <param name="programs">The folder of the release's own scripts: the wrappers in /usr/sbin switch user and have fixed paths.</param>
    /// <param name="epmdPort">Where the nodes of one cluster find each other.</param>
    public InstalledNode(string programs, int epmdPort)
    {
        _programs = programs;
        _epmdPort = epmdPort;
        var amqpPort = FreePort.Next();
        Name = $"cpts{amqpPort}@localhost";
        Amqp = new Uri($"amqp://guest:guest@127.0.0.1:{amqpPort}/");
        Management = new RabbitMqManagement(new Uri($"http://127.0.0.1:{_managementPort}/"), "guest:guest");
    }

    /// <summary>As the nodes call each other.</summary>
    public string Name { get; }

    public Uri Amqp { get; }

    public RabbitMqManagement Management { get; }

    private string Data => At("data");

    private bool IsRunning => _process is { HasEnded: false };

    /// <param name="cookie">What the nodes of one cluster have in common.</param>
    /// <param name="cluster">All of its nodes; itself among them.</param>
    /// <param name="definitions">What it loads whenever it starts; null when there is nothing.</param>
    public void Prepare(string cookie, IReadOnlyList<InstalledNode> cluster, string? definitions)
    {
        Directory.CreateDirectory(Data);
        Write(".erlang.cookie", cookie);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At(".erlang.cookie"), UnixFileMode.UserRead);
        Write("enabled_plugins", "[rabbitmq_management].\n");
        Write("advanced.config", "[].\n");
        Write("rabbitmq.conf", $"""
            listeners.tcp.1 = 127.0.0.1:{Amqp.Port}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {_managementPort}
            log.console = true
            {(cluster.Count > 1 ? Membership(cluster) : "")}
            {(definitions is null ? "" : $"load_definitions = {At("definitions.json")}")}

            """);
        if (definitions is not null)
            Write("definitions.json", definitions);
        Directory.CreateDirectory(At("conf.d"));
    }

    /// <summary>Without waiting; where it runs already, nothing.</summary>
    public void Begin()
    {
        if (!IsRunning)
            _process = SupervisedProcess.Start(_folder.FullName, Environment(), Path.Combine(_programs, "rabbitmq-server"));
    }

    /// <summary>Until it takes connections.</summary>
    public Task ReadyAsync(TimeSpan patience) => Eventually.ShouldBeAsync(
        async () => IsRunning ? await Management.AnswersAsync() : throw new InvalidOperationException("The RabbitMQ node ended at once."),
        expected: true,
        CancellationToken.None,
        patience);

    public Task StopAsync() => _process?.StopAsync() ?? Task.CompletedTask;

    public Task KillAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    public void Wipe()
    {
        Directory.Delete(Data, recursive: true);
        Directory.CreateDirectory(Data);
    }

    /// <summary>It and the others do not hear each other any more, while people still reach all of them.</summary>
    public Task PartAsync() => EvaluateAsync("[begin erlang:set_cookie(N, parted), erlang:disconnect_node(N) end || N <- nodes()], ok.");

    /// <summary>They may hear each other again.</summary>
    public Task RejoinAsync(IEnumerable<InstalledNode> others) => EvaluateAsync(
        string.Concat(others.Select(other => $"erlang:set_cookie('{other.Name}', erlang:get_cookie()), ")) + "ok.");

    public async ValueTask DisposeAsync()
    {
        Management.Dispose();
        // A throwaway node: nothing in it is worth the seconds of an orderly stop.
        if (_process is not null)
            await _process.DisposeAsync();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    private Task<string> EvaluateAsync(string erlang) => Command.RunAsync(Environment(), Path.Combine(_programs, "rabbitmqctl"), "--node", Name, "eval", erlang);

    // As infra/rabbitmq tells a cluster to be: the smaller part of it waits, so that no queue has two leaders.
    private static string Membership(IReadOnlyList<InstalledNode> cluster) => string.Join('\n', (IEnumerable<string>)
        [
            "cluster_formation.peer_discovery_backend = classic_config",
            .. cluster.Select((node, index) => $"cluster_formation.classic_config.nodes.{index + 1} = {node.Name}"),
            "cluster_partition_handling = pause_minority",
        ]);

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["HOME"] = _folder.FullName,
        ["ERL_EPMD_PORT"] = $"{_epmdPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_CONFIG_FILE"] = At("rabbitmq.conf"),
        ["RABBITMQ_CONFIG_FILES"] = At("conf.d"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = At("advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = At("enabled_plugins"),
        ["RABBITMQ_MNESIA_BASE"] = Data,
        ["RABBITMQ_LOG_BASE"] = At("log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_PID_FILE"] = At("node.pid"),
        ["RABBITMQ_NODENAME"] = Name,
        ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        // Makes the script become the node, so that a signal reaches it.
        ["RUNNING_UNDER_SYSTEMD"] = "1",
    };

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
