using CptsReferral.Platform.Persistence;

namespace CptsReferral.Support.Deployed;

/// <summary>The standalone switchboard as the process that people start, on a folder of its own, with the demo's people.</summary>
public sealed class StandaloneProcess : DeployedSwitchboard
{
    HostProcess? host;

    /// <summary>Whether the demo's people may sign in at the portal with one tap.</summary>
    public bool OneTap { get; init; }

    public override Uri Address => host!.Address;

    public override IReadOnlyList<HostProcess> Gateways => [host!];

    public HostProcess Host => host!;

    protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    protected override string ConnectionString => $"Data Source={Path.Combine(Root, "cpts-referral.db")};Default Timeout=30";

    protected override async Task StartAsync()
    {
        var job = Add("Standalone", "migrate", CommonSettings, "--migrate", "--demo", "--data", Root);
        await job.RunToEndAsync();
        await Messages.WatchAsync();
        host = Add("Standalone", "standalone", CommonSettings, [.. OneTap ? ["--demo"] : Array.Empty<string>(), "--data", Root]);
        await host.StartAsync();
    }
}
