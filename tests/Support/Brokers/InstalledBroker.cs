using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Brokers;

/// <summary>
/// The installed <c>rabbitmq-server</c> as a private node on private ports, beside whatever else runs on the machine.
/// It has its own epmd: otherwise the node would start one that outlives it.
/// </summary>
internal sealed class InstalledBroker : Broker
{
    private const string Packages = "/usr/lib/rabbitmq/lib";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cpts-rabbit-");
    private readonly string _server;
    private readonly BrokerUsers? _users;
    private readonly int _amqpPort = FreePort.Next();
    private readonly int _managementPort = FreePort.Next();
    private readonly int _epmdPort = FreePort.Next();
    private readonly int _distributionPort = FreePort.Next();
    private SupervisedProcess? _epmd;
    private SupervisedProcess? _node;

    private InstalledBroker(string server, BrokerUsers? users)
    {
        _server = server;
        _users = users;
        Amqp = new Uri($"amqp://guest:guest@127.0.0.1:{_amqpPort}/");
        Management = new RabbitMqManagement(new Uri($"http://127.0.0.1:{_managementPort}/"), "guest:guest");
    }

    public override Uri Amqp { get; }

    public override RabbitMqManagement Management { get; }

    private string Data => Path.Combine(_folder.FullName, "data");

    public static async Task<Broker?> TryStartAsync(BrokerUsers? users)
    {
        // The wrapper in /usr/sbin switches user and has fixed paths; the release's own script does as it is told.
        var server = Directory.Exists(Packages)
            ? Directory.GetDirectories(Packages, "rabbitmq_server-*").Select(release => Path.Combine(release, "sbin", "rabbitmq-server")).LastOrDefault(File.Exists)
            : null;
        if (server is null)
            return null;

        var broker = new InstalledBroker(server, users);
        await broker.PrepareAsync();
        await broker.StartAgainAsync();
        return broker;
    }

    public override Task StopAsync() => _node?.StopAsync() ?? Task.CompletedTask;

    public override Task KillAsync() => _node?.KillAsync() ?? Task.CompletedTask;

    public override async Task StartAgainAsync()
    {
        _node = SupervisedProcess.Start(_folder.FullName, Environment(), _server);
        await Eventually.ShouldBeAsync(
            async () => _node.HasEnded ? throw new InvalidOperationException("The RabbitMQ node ended at once.") : await Management.AnswersAsync(),
            expected: true,
            CancellationToken.None,
            Patience);
    }

    public override async Task WipeAsync()
    {
        await KillAsync();
        Directory.Delete(Data, recursive: true);
        Directory.CreateDirectory(Data);
        await StartAgainAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        Management.Dispose();
        // A throwaway node: nothing in it is worth the seconds of an orderly stop.
        if (_node is not null)
            await _node.DisposeAsync();
        if (_epmd is not null)
            await _epmd.DisposeAsync();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
    }

    private async Task PrepareAsync()
    {
        Directory.CreateDirectory(Data);
        Write(".erlang.cookie", Guid.CreateVersion7().ToString("N"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(At(".erlang.cookie"), UnixFileMode.UserRead);
        Write("enabled_plugins", "[rabbitmq_management].\n");
        Write("advanced.config", "[].\n");
        Write("rabbitmq.conf", $"""
            listeners.tcp.1 = 127.0.0.1:{_amqpPort}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {_managementPort}
            log.console = true
            {(_users is null ? "" : $"load_definitions = {At("definitions.json")}")}

            """);
        if (_users is not null)
            await _users.WriteAsync(At("definitions.json"));
        Directory.CreateDirectory(At("conf.d"));
        _epmd = SupervisedProcess.Start(_folder.FullName, Environment(), "epmd", "-address", "127.0.0.1", "-port", $"{_epmdPort}");
    }

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
        ["RABBITMQ_NODENAME"] = $"cpts{_amqpPort}@localhost",
        ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        // Makes the script become the node, so that a signal reaches it.
        ["RUNNING_UNDER_SYSTEMD"] = "1",
    };

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);
}
