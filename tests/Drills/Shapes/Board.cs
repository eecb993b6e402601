using CptsReferral.Support;
using CptsReferral.Support.Delivery;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Disks;
using CptsReferral.Support.Split;

namespace CptsReferral.Drills.Shapes;

/// <summary>A switchboard of one of the shapes, with a real mail server and the software of a requester around it.</summary>
sealed class Board : IAsyncDisposable
{
    /// <summary>Nodes of which one may be away.</summary>
    const int Cluster = 3;

    Board(DeployedSwitchboard switchboard, SmtpPeer mail, WebhookPeer webhook, SmallDisk? disk)
    {
        Disk = disk;
        Switchboard = switchboard;
        Mail = mail;
        Webhook = webhook;
    }

    public DeployedSwitchboard Switchboard { get; }

    public SmtpPeer Mail { get; }

    public WebhookPeer Webhook { get; }

    /// <summary>What the database is on; null where nobody may mount one.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>The split shape's own parts; null in the other one.</summary>
    public SplitHost? Split => Switchboard as SplitHost;

    /// <summary>What runs, the job that prepared the database left out.</summary>
    public IReadOnlyList<HostProcess> Hosts => [.. Switchboard.Hosts.Where(host => host.Name is not "migrate" && !host.Name.StartsWith("job-", StringComparison.Ordinal))];

    public static async Task<Board> StartAsync(Shape shape, CancellationToken cancellation)
    {
        var mail = await SmtpPeer.StartAsync(cancellation);
        var webhook = await WebhookPeer.StartAsync(cancellation);
        var disk = SmallDisk.IsPossible ? await SmallDisk.MountAsync() : null;
        DeployedSwitchboard switchboard = shape == Shape.Standalone
            ? new StandaloneProcess { Settings = Settings(mail), Disk = disk }
            : new SplitHost { Settings = Settings(mail), Disk = disk, BrokerNodes = shape == Shape.Cluster ? Cluster : 1 };
        var board = new Board(switchboard, mail, webhook, disk);
        try
        {
            await switchboard.InitializeAsync();
            Skip.When(switchboard.Missing);
            return board;
        }
        catch
        {
            await board.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Switchboard.DisposeAsync();
        await Webhook.DisposeAsync();
        await Mail.DisposeAsync();
        if (Disk is not null)
            await Disk.DisposeAsync();
    }

    /// <summary>As people install it, but for patience: a drill of two minutes cannot wait minutes for what is tried again.</summary>
    static Dictionary<string, string> Settings(SmtpPeer mail) => new(StringComparer.Ordinal)
    {
        ["Telemetry__OtlpEndpoint"] = "",
        ["Telemetry__OtlpProtocol"] = "",
        ["Logging__LogLevel__CptsReferral"] = "Warning",
        ["Logging__LogLevel__MassTransit"] = "Warning",
        ["Logging__LogLevel__Microsoft"] = "Warning",
        ["Bus__Journal__ResendAtMost"] = "00:00:30",
        ["Delivery__Mail__Mode"] = "Smtp",
        ["Delivery__Mail__Host"] = "127.0.0.1",
        ["Delivery__Mail__Port"] = $"{mail.Port}",
        ["Delivery__Mail__Security"] = "None",
        ["Delivery__Mail__From"] = "cpts@example.org",
        ["Delivery__Mail__Timeout"] = "00:00:05",
        ["Delivery__Mail__RetryDelay"] = "00:00:00.5",
        ["Delivery__Mail__BreakFor"] = "00:00:03",
        ["Delivery__Webhook__AllowLoopbackHttp"] = "true",
        ["Delivery__Webhook__Timeout"] = "00:00:03",
        ["Delivery__Webhook__RetryDelay"] = "00:00:00.5",
        ["Delivery__FirstPause"] = "00:00:02",
        ["Delivery__LongestPause"] = "00:00:10",
    };
}
