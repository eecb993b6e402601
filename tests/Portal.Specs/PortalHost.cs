using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Xunit;

namespace CptsReferral.Portal.Specs;

/// <summary>The standalone switchboard with the demo's people; what a spec is not about, it prepares through the API.</summary>
public class PortalHost : IAsyncLifetime
{
    StandaloneHost? host;

    public Switchboard Board => host!;

    public Uri Address => host!.Address;

    public async ValueTask InitializeAsync()
    {
        host = await StartAsync();
        // The first page of a host compiles all that pages need: no spec is about that.
        using var first = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(3) };
        (await first.GetAsync("/sign-in")).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>A day like any other; some specs need another one.</summary>
    protected virtual Task<StandaloneHost> StartAsync() => StandaloneHost.StartAsync();
}
