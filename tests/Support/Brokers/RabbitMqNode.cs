using Xunit;

namespace CptsReferral.Support.Brokers;

/// <summary>
/// A real RabbitMQ, never a stand-in. In this order: the broker named by <c>CPTS_TEST_AMQP</c>; a container, when a
/// Docker engine answers and has or gets the image; the installed server as a private node; else the specs that ask for
/// it are skipped. One node per test assembly, one virtual host per test class.
/// </summary>
public sealed class RabbitMqNode : IAsyncLifetime
{
    private BrokerUsers? _users;
    private Broker? _broker;
    private string? _missing;

    /// <summary>How many nodes form it. More than one are always those of the installed server.</summary>
    public int Size { get; init; } = 1;

    /// <summary>A node of one's own, for specs that stop it or wipe it.</summary>
    public static async Task<RabbitMqNode> StartOwnAsync()
    {
        var node = new RabbitMqNode();
        await node.InitializeAsync();
        return node;
    }

    /// <summary>Whether it knows the users of the hosts, from its first moment on: then it has one virtual host, and they may enter no other.</summary>
    public bool KnowsHosts { get; init; }

    public async ValueTask InitializeAsync()
    {
        _broker = Size > 1 ? null : GivenBroker.Find();
        if (KnowsHosts)
            _users = new BrokerUsers(_broker is { Amqp.UserInfo.Length: > 0 } ? Uri.UnescapeDataString(_broker.Amqp.UserInfo) : "guest:guest");
        _broker ??= Size > 1
            ? await InstalledBroker.TryStartAsync(_users, Size)
            : await ContainerBroker.TryStartAsync(_users) ?? await InstalledBroker.TryStartAsync(_users);
        _missing = _broker is null ? $"no RabbitMQ: neither {GivenBroker.Variable}, nor Docker with the image, nor an installed server" : null;
    }

    /// <summary>A fresh virtual host; skips the running spec when there is no broker.</summary>
    public async Task<RabbitMqVirtualHost> VirtualHostAsync(CancellationToken cancellationToken)
    {
        var virtualHost = new RabbitMqVirtualHost(Found, _users?.VirtualHost ?? $"spec-{Guid.CreateVersion7():N}", _users);
        await virtualHost.DeclareAsync(cancellationToken);
        return virtualHost;
    }

    /// <summary>Version the broker reports of itself.</summary>
    public Task<string> VersionAsync(CancellationToken cancellationToken) => Found.Management.VersionAsync(cancellationToken);

    public Task StopAsync() => Found.StopAsync();

    /// <summary>As a power cut would.</summary>
    public Task KillAsync() => Found.KillAsync();

    public Task StartAgainAsync() => Found.StartAgainAsync();

    /// <summary>Ends the node, removes its data directory and starts it empty: queues, messages, virtual hosts are gone.</summary>
    public Task WipeAsync() => Found.WipeAsync();

    /// <summary>One node of a cluster is stopped in order.</summary>
    public Task StopAsync(int node) => Found.StopAsync(node);

    /// <summary>kill -9 of one node of a cluster.</summary>
    public Task KillAsync(int node) => Found.KillAsync(node);

    /// <summary>One node of a cluster and the others do not hear each other any more; clients reach all of them.</summary>
    public Task PartAsync(int node) => Found.PartAsync(node);

    /// <summary>They hear each other again.</summary>
    public Task RejoinAsync(int node) => Found.RejoinAsync(node);

    public ValueTask DisposeAsync() => _broker?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Broker Found
    {
        get
        {
            Skip.When(_missing);
            return _broker!;
        }
    }
}
