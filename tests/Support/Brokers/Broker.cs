namespace CptsReferral.Support.Brokers;

/// <summary>One way of having a broker.</summary>
internal abstract class Broker : IAsyncDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>With user and password, without a virtual host.</summary>
    public abstract Uri Amqp { get; }

    public abstract RabbitMqManagement Management { get; }

    public abstract Task StopAsync();

    public abstract Task KillAsync();

    public abstract Task StartAgainAsync();

    public abstract Task WipeAsync();

    public abstract ValueTask DisposeAsync();
}
