namespace CptsReferral.Support.Brokers;

/// <summary>One way of having a broker.</summary>
internal abstract class Broker : IAsyncDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>With user and password, without a virtual host.</summary>
    public abstract Uri Amqp { get; }

    public abstract RabbitMqManagement Management { get; }

    /// <summary>Every node, <see cref="Amqp"/> first.</summary>
    public virtual IReadOnlyList<Uri> Nodes => [Amqp];

    public abstract Task StopAsync();

    public abstract Task KillAsync();

    public abstract Task StartAgainAsync();

    public abstract Task WipeAsync();

    public virtual Task StopAsync(int node) => throw NoCluster;

    public virtual Task KillAsync(int node) => throw NoCluster;

    /// <summary>This node and the others do not hear each other any more.</summary>
    public virtual Task PartAsync(int node) => throw NoCluster;

    public virtual Task RejoinAsync(int node) => throw NoCluster;

    public abstract ValueTask DisposeAsync();

    private static NotSupportedException NoCluster => new("This broker is no cluster.");
}
