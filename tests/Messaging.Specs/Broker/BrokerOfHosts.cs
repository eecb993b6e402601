using CptsReferral.Support.Brokers;
using Xunit;

namespace CptsReferral.Messaging.Specs.Broker;

/// <summary>A broker of one's own that knows the users of the hosts; its virtual host is theirs and stays as long as it does.</summary>
public sealed class BrokerOfHosts : IAsyncLifetime
{
    RabbitMqVirtualHost? found;

    public RabbitMqNode Node { get; } = new() { KnowsHosts = true };

    public async Task<RabbitMqVirtualHost> VirtualHostAsync(CancellationToken cancellation) => found ??= await Node.VirtualHostAsync(cancellation);

    public ValueTask InitializeAsync() => Node.InitializeAsync();

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
