using Xunit;

namespace CptsReferral.Support.Deployed;

/// <summary>What the README's first command starts: the standalone switchboard with invented people and their requests.</summary>
public sealed class StandaloneDemo : IAsyncLifetime
{
    readonly HostProcess host;

    public StandaloneDemo() =>
        host = new HostProcess("Standalone", "demo", Root, Settings, "--demo", "--data", Path.Combine(Root, "data"));

    public Uri Address => host.Address;

    /// <summary>A folder that goes with it.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("cpts-demo-").FullName;

    public string Output => host.Output;

    // Where the framework would put a form's file while it is read: there is no such folder, and nothing may want it.
    Dictionary<string, string> Settings => new(StringComparer.Ordinal) { ["ASPNETCORE_TEMP"] = Path.Combine(Root, "nowhere") };

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }
}
