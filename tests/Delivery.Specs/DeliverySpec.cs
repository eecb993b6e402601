using CptsReferral.Support.Databases;
using CptsReferral.Support.Delivery;
using CptsReferral.Support.Messaging;
using Xunit;

namespace CptsReferral.Delivery.Specs;

/// <summary>A host of its own for each scenario, and peers that end with it.</summary>
public abstract class DeliverySpec : IAsyncDisposable
{
    readonly Stack<IAsyncDisposable> toEnd = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected async Task<DeliveryHost> StartAsync(SmtpPeer? smtp = null, params (string Key, string? Value)[] settings)
    {
        var database = EndsWithScenario(new SqliteSpecDatabase());
        var plan = new DeliveryPlan(database, SpecBus.InMemory)
        {
            Smtp = smtp,
            Settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal),
        };
        return await StartAsync(plan);
    }

    protected async Task<DeliveryHost> StartAsync(DeliveryPlan plan) => EndsWithScenario(await DeliveryHost.StartAsync(plan, Cancellation));

    protected T EndsWithScenario<T>(T peer)
        where T : IAsyncDisposable
    {
        toEnd.Push(peer);
        return peer;
    }

    public async ValueTask DisposeAsync()
    {
        while (toEnd.TryPop(out var peer))
            await peer.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
