using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Xunit;

namespace CptsReferral.Portal.Specs;

/// <summary>The standalone switchboard with the demo's people; what a spec is not about, it prepares through the API.</summary>
public sealed class PortalHost : IAsyncLifetime
{
    StandaloneHost? host;

    public Switchboard Board => host!;

    public Uri Address => host!.Address;

    public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }
}
