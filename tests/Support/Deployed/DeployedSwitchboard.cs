using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Api;
using Xunit;

namespace CptsReferral.Support.Deployed;

/// <summary>A switchboard that runs outside of this process, as people install it. What it leaves behind can be looked at: output,
/// mails, telemetry, messages.</summary>
public abstract class DeployedSwitchboard : Switchboard, IAsyncLifetime
{
    readonly List<HostProcess> hosts = [];

    public TelemetryCollector Telemetry { get; } = new();

    public IReadOnlyList<HostProcess> Hosts => hosts;

    /// <summary>Why it could not be started on this machine; null when it runs.</summary>
    public string? Missing { get; protected set; }

    /// <summary>Settings that stand in the place of those of this class; an empty one takes a setting away.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the API is served.</summary>
    public abstract IReadOnlyList<HostProcess> Gateways { get; }

    /// <summary>Every message that was ever stored, body and headers; see <see cref="MessageWitness"/>.</summary>
    public MessageWitness Messages => new(Provider, ConnectionString);

    /// <summary>The rows of the database as they are.</summary>
    public DatabaseWitness Database => new(Provider, ConnectionString);

    public override IReadOnlyList<string> Mails => Directory.Exists(MailFolder)
        ? [.. Directory.GetFiles(MailFolder, "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllText)]
        : [];

    public string MailFolder => Path.Combine(Root, "mail");

    protected string Root { get; } = Directory.CreateTempSubdirectory("cpts-deployed-").FullName;

    protected abstract DatabaseProvider Provider { get; }

    protected abstract string ConnectionString { get; }

    /// <summary>Telemetry comes to this process, without the usual seconds of gathering.</summary>
    protected Dictionary<string, string> CommonSettings => new(StringComparer.Ordinal)
    {
        ["Telemetry__OtlpEndpoint"] = Telemetry.Address.AbsoluteUri,
        ["Telemetry__OtlpProtocol"] = "HttpProtobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "300",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "300",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
        // A batch that this process is too busy to take in ten seconds would be given up, and its spans with it.
        ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "60000",
        // As talkative as an operator may make it: what must not be said is not said then either.
        ["Logging__LogLevel__CptsReferral"] = "Debug",
        ["Logging__LogLevel__MassTransit"] = "Information",
        // A message that a killed host took along comes again soon, and any that is slow comes twice.
        ["Bus__Journal__ResendAfter"] = "00:00:05",
        ["Bus__Journal__Lease"] = "00:00:05",
        ["Bus__Journal__Upkeep"] = "00:00:02",
        ["Reconciliation__Every"] = "00:00:03",
        // No spec has minutes. The lag is longer than a transaction takes on a busy machine.
        ["Readings__SealEvery"] = "00:00:00.5",
        ["Readings__Lag"] = "00:00:05",
    };

    public async ValueTask InitializeAsync()
    {
        await Telemetry.StartAsync();
        await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await Task.WhenAll(hosts.Select(host => host.DisposeAsync().AsTask()));
        await Telemetry.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>Runs a command of the job beside the hosts, as an administrator does.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> AdministersAsync(params string[] command)
    {
        var job = new HostProcess("Standalone", $"job-{Guid.CreateVersion7():N}", Root, JobSettings, [.. command, "--data", JobFolder]);
        await using (job)
        {
            await job.RunToEndAsync();
            return job.Output;
        }
    }

    /// <summary>What the job is told of its place.</summary>
    protected virtual IReadOnlyDictionary<string, string> JobSettings => CommonSettings;

    protected virtual string JobFolder => Root;

    protected abstract Task StartAsync();

    /// <summary>A host that is configured so, and by <see cref="Settings"/>.</summary>
    protected HostProcess Add(string room, string name, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var all = new Dictionary<string, string>(settings, StringComparer.Ordinal);
        foreach (var (key, value) in Settings)
        {
            if (value.Length > 0)
                all[key] = value;
            else
                all.Remove(key);
        }

        return Add(new HostProcess(room, name, Root, all, arguments));
    }

    HostProcess Add(HostProcess host)
    {
        hosts.Add(host);
        return host;
    }
}
