using Xunit;

namespace CptsReferral.Support.Deployed;

/// <summary>What the README's first command starts: the standalone switchboard with invented people and their requests.</summary>
public sealed class StandaloneDemo : IAsyncLifetime
{
    readonly HostProcess host;

    public StandaloneDemo() =>
        host = new HostProcess("Standalone", "demo", Root, new Dictionary<string, string>(StringComparer.Ordinal), "--demo", "--data", Path.Combine(Root, "data"));

    public Uri Address => host.Address;

    /// <summary>A folder that goes with it.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("cpts-demo-").FullName;

    public string Output => host.Output;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
