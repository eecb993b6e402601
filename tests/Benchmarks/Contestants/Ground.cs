using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>What the contestants of the split shape stand on: one PostgreSQL for both, with a database each; and the floor's RabbitMQ. Ours has one of its own, which knows the users of the hosts.</summary>
sealed class Ground : IAsyncDisposable
{
    public PostgreSqlServer Databases { get; } = new();

    /// <summary>The floor's.</summary>
    public RabbitMqNode Broker { get; } = new();

    public async Task StartAsync()
    {
        try
        {
            await Task.WhenAll(Broker.InitializeAsync().AsTask(), Databases.InitializeAsync().AsTask());
        }
        catch (SpecSkippedException missing)
        {
            throw new InvalidOperationException($"The split shape cannot be measured here: {missing.Message}", missing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Databases.DisposeAsync();
    }
}
