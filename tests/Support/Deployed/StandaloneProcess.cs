using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Disks;

namespace CptsReferral.Support.Deployed;

/// <summary>The standalone switchboard as the process that people start, on a folder of its own, with the demo's people.</summary>
public sealed class StandaloneProcess : DeployedSwitchboard
{
    HostProcess? host;

    /// <summary>Whether the demo's people may sign in at the portal with one tap.</summary>
    public bool OneTap { get; init; }

    /// <summary>Where it keeps everything; a file of its own when null.</summary>
    public SpecDatabase? On { get; init; }

    /// <summary>What its folder is on; this machine's own disk when null.</summary>
    public SmallDisk? Disk { get; init; }

    string Data => Disk?.Folder ?? Root;

    public override Uri Address => host!.Address;

    public override IReadOnlyList<HostProcess> Gateways => [host!];

    public HostProcess Host => host!;

    protected override DatabaseProvider Provider => On?.Provider ?? DatabaseProvider.Sqlite;

    protected override string ConnectionString => On?.ConnectionString ?? $"Data Source={Path.Combine(Data, "cpts-referral.db")};Default Timeout=30";

    protected override string JobFolder => Data;

    protected override async Task StartAsync()
    {
        var settings = CommonSettings;
        if (On is not null)
        {
            settings["Database__Provider"] = $"{On.Provider}";
            settings["Database__ConnectionString"] = On.ConnectionString;
        }

        var job = Add("Standalone", "migrate", settings, "--migrate", "--demo", "--data", Data);
        await job.RunToEndAsync();
        await Messages.WatchAsync();
        host = Add("Standalone", "standalone", settings, [.. OneTap ? ["--demo"] : Array.Empty<string>(), "--data", Data]);
        await host.StartAsync();
    }
}
