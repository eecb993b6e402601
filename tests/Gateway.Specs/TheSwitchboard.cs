using CptsReferral.Gateway.Specs;
using CptsReferral.Support.Standalone;
using Xunit;
using Xunit.Sdk;

[assembly: AssemblyFixture(typeof(TheSwitchboard))]
// One host for all: specs that count what is stored need to be alone with it.
[assembly: Xunit.v3.Parallelization(Mode = ParallelMode.None)]

namespace CptsReferral.Gateway.Specs;

/// <summary>One switchboard with everything real but the broker, for every spec that does not need a clock or a fault of its own.</summary>
public sealed class TheSwitchboard : IAsyncLifetime
{
    StandaloneHost? host;

    public StandaloneHost Host => host!;

    // Specs count what is stored before and after a request: no seal is made meanwhile, as one would be every minute.
    public async ValueTask InitializeAsync() =>
        host = await StandaloneHost.StartAsync(startsAt: null, builder => builder.Configuration["Readings:SealEvery"] = "01:00:00");

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
