using CptsReferral.Benchmarks.Load;
using CptsReferral.Support.Deployed;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>One process on a SQLite file; every commit is on disk before it is acknowledged (synchronous=FULL).</summary>
sealed class OursStandalone() : Ours("standalone")
{
    HostProcess? host;

    public override IReadOnlyList<HostProcess> Processes => host is null ? [] : [host];

    public override IArrivals Arrivals => SqliteArrivals.OfOurs(Path.Combine(Root, "cpts-referral.db"));

    public override Uri Address => host!.Address;

    public override async Task StartAsync(CancellationToken cancellation)
    {
        var job = new HostProcess("Standalone", "migrate", Root, CommonSettings, "--migrate", "--demo", "--data", Root);
        await using (job)
            await job.RunToEndAsync();
        host = new HostProcess("Standalone", "standalone", Root, CommonSettings, "--data", Root);
        await host.StartAsync();
        await SignInAsync(cancellation);
    }
}
