using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>The servers that all contestants of the split shape stand on: one PostgreSQL and one RabbitMQ, each contestant with a database and a virtual host of its own.</summary>
sealed class Ground : IAsyncDisposable
{
    public PostgreSqlServer Databases { get; } = new();

    /// <summary>For the floor, which has no users of its own.</summary>
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
