using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Messaging;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Broker;

/// <summary>What a host leaves on RabbitMQ.</summary>
public sealed class The_queues(RabbitMqNode broker) : MessagingSpec(Ground.SqliteOver(broker))
{
    [Fact]
    public async Task Are_quorum_queues_also_those_connected_while_running_and_those_of_dead_messages()
    {
        Set("Redelivery:0", "00:00:00.010");
        var pings = new Script<Ping>("ping", (_, _) => throw new InvalidOperationException("Never."));
        var late = new Script<Pong>("late");
        var host = await StartAsync(Room.With(pings), Room.Unconnected(late));
        await host.ConnectAsync<ScriptedConsumer<Pong>>("late", Token);
        await host.PublishAsync(new Ping(1));
        await Eventually.ShouldBeAsync(async () => (await host.CountAsync()).Dead, 1, Token);

        var queues = await Eventually.SeesAsync(() => VirtualHost!.QueuesAsync(Token), found => found.ContainsKey("ping_error"), Token);

        foreach (var queue in new[] { "ping", "late", "ping_error" })
            queues[queue].ShouldBe("quorum", queue);
    }

    [Fact]
    public async Task Take_a_message_that_nobody_had_declared_a_queue_for_once_it_is_there()
    {
        var alone = await StartAsync();
        await alone.PublishAsync(new Ping(1));
        await Eventually.ShouldBeAsync(() => alone.Logged.Any(line => line.Contains("Unroutable", StringComparison.Ordinal)), expected: true, Token);

        var pings = new Script<Ping>("ping");
        var consuming = await StartAsync(Room.With(pings));

        await IsHandled(consuming, messages: 1);
        (await alone.CountAsync()).Dead.ShouldBe(0);
    }

    [Fact]
    public async Task Carry_a_dead_message_without_the_text_of_its_fault()
    {
        const string secret = "a name that nobody may read";
        Set("Redelivery:0", "00:00:00.010");
        var pings = new Script<Ping>("ping", (_, _) => throw new InvalidOperationException(secret));
        var host = await StartAsync(Room.With(pings));
        await host.PublishAsync(new Ping(1));
        await Eventually.ShouldBeAsync(async () => (await host.CountAsync()).Dead, 1, Token);

        var copy = await Eventually.SeesAsync(() => VirtualHost!.PeekAsync("ping_error", Token), found => found.Contains("MT-Fault", StringComparison.Ordinal), Token);

        copy.ShouldNotContain(secret);
        copy.ShouldContain(nameof(InvalidOperationException));
    }
}
