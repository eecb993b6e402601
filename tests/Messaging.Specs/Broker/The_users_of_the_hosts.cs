using CptsReferral.Support.Brokers;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Broker;

/// <summary>What the user of each host may do on a broker that infra/rabbitmq/definitions.sh wrote the users of.</summary>
public sealed class The_users_of_the_hosts(BrokerOfHosts broker) : IClassFixture<BrokerOfHosts>
{
    const string Exchange = "CptsReferral.Contracts.Desk:TellDesk";

    static readonly string[] Queues =
        ["routing", "routing_error", "desk", "desk_skipped", "desk-ecg", "desk-ecg_error", "delivery", "delivery_error", "delivery-notices", "delivery-notices_skipped", "elsewhere"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_their_own_queues_and_no_other()
    {
        var queues = await QueuesAsync();

        (await ReadAsync(queues, "cpts_gateway")).ShouldBeEmpty();
        (await ReadAsync(queues, "cpts_routing")).ShouldBe(Queues.Where(queue => queue.StartsWith("routing", StringComparison.Ordinal)));
        (await ReadAsync(queues, "cpts_desk")).ShouldBe(Queues.Where(queue => queue.StartsWith("desk", StringComparison.Ordinal)));
        (await ReadAsync(queues, "cpts_delivery")).ShouldBe(Queues.Where(queue => queue.StartsWith("delivery", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("cpts_gateway")]
    [InlineData("cpts_routing")]
    [InlineData("cpts_desk")]
    [InlineData("cpts_delivery")]
    public async Task Declare_what_messages_go_to_and_nothing_else(string user)
    {
        var queues = await QueuesAsync();

        foreach (var sent in (string[])[Exchange, "routing", "desk-ecg", "delivery-notices"])
            (await MayAsync(queues, user, channel => channel.ExchangeDeclareAsync(sent, ExchangeType.Fanout, durable: true, cancellationToken: Cancellation))).ShouldBeTrue(sent);
        foreach (var other in (string[])["elsewhere", "CptsReferral", "amq.fanout", "desk-ecg_errors"])
            (await MayAsync(queues, user, channel => channel.ExchangeDeclareAsync(other, ExchangeType.Fanout, durable: true, cancellationToken: Cancellation))).ShouldBeFalse(other);
        (await MayAsync(queues, user, channel => channel.QueueDeleteAsync("elsewhere", cancellationToken: Cancellation))).ShouldBeFalse();
    }

    [Fact]
    public async Task Listen_only_to_messages_that_are_for_their_host()
    {
        var queues = await QueuesAsync();
        (await MayAsync(queues, "cpts_gateway", channel => channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true, cancellationToken: Cancellation))).ShouldBeTrue();

        (await MayAsync(queues, "cpts_desk", channel => channel.QueueBindAsync("desk", Exchange, "", cancellationToken: Cancellation))).ShouldBeTrue();
        (await MayAsync(queues, "cpts_delivery", channel => channel.QueueBindAsync("delivery", Exchange, "", cancellationToken: Cancellation))).ShouldBeFalse();
        (await MayAsync(queues, "cpts_gateway", channel => channel.QueueBindAsync("desk", Exchange, "", cancellationToken: Cancellation))).ShouldBeFalse();
    }

    [Fact]
    public async Task Are_known_to_a_broker_that_lost_its_disk_before_it_listens()
    {
        var queues = await QueuesAsync();

        await broker.Node.WipeAsync();

        // Nothing was declared again: what is there is what the broker loaded. A queue of its own, for the others declare theirs after it.
        (await MayAsync(queues, "cpts_desk", channel => channel.QueueDeclareAsync("desk-imaging", durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancellation))).ShouldBeTrue();
    }

    async Task<RabbitMqVirtualHost> QueuesAsync()
    {
        var queues = await broker.VirtualHostAsync(Cancellation);
        foreach (var queue in Queues)
            await queues.ListenAsync(queue, [], most: 10, Cancellation);
        return queues;
    }

    static async Task<List<string>> ReadAsync(RabbitMqVirtualHost queues, string user)
    {
        var read = new List<string>();
        foreach (var queue in Queues)
        {
            if (await MayAsync(queues, user, channel => channel.BasicGetAsync(queue, autoAck: false, Cancellation)))
                read.Add(queue);
        }

        return read;
    }

    /// <summary>False when the broker refuses it; it closes the channel then.</summary>
    static async Task<bool> MayAsync(RabbitMqVirtualHost queues, string user, Func<IChannel, Task> attempt)
    {
        await using var connection = await new ConnectionFactory { Uri = queues.UriOf(user) }.CreateConnectionAsync(Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancellation);
        try
        {
            await attempt(channel);
            return true;
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == Constants.AccessRefused)
        {
            return false;
        }
    }
}
