using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Messaging;
using MassTransit;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Broker;

/// <summary>The broker is disposable: it carries copies, the journal has the originals.</summary>
public sealed class When_the_broker_is_away : IAsyncLifetime
{
    // The bus tries again at growing intervals, the longest of them a minute.
    private static readonly TimeSpan Reconnects = TimeSpan.FromMinutes(3);

    private readonly Inner _spec = new();

    public ValueTask InitializeAsync() => _spec.InitializeAsync();

    public ValueTask DisposeAsync() => _spec.EndAsync();

    [Fact]
    public Task A_host_starts_people_work_and_afterwards_all_arrives_once() => _spec.A_host_starts();

    [Fact]
    public Task Removing_its_data_directory_loses_nothing() => _spec.Wiping_loses_nothing();

    // The node is this class's own: it is stopped and wiped here.
    private sealed class Inner() : MessagingSpec(new Ground(
        Ground.SqliteInMemory.DatabaseAsync,
        async cancellationToken => await (_node = await RabbitMqNode.StartOwnAsync()).VirtualHostAsync(cancellationToken)))
    {
        private static RabbitMqNode? _node;

        public async ValueTask EndAsync()
        {
            await DisposeAsync();
            await _node!.DisposeAsync();
        }

        public async Task A_host_starts()
        {
            await _node!.KillAsync();
            var pings = new Script<Ping>("ping");
            var host = await StartAsync(Room.With(pings));
            await host.PublishAsync(new Ping(1), new Ping(2));
            host.BusHealth.ShouldBe(BusHealthStatus.Unhealthy);
            (await host.CountAsync()).ShouldBe(new JournalCount(Waiting: 2, Sent: 0, Dead: 0, Handled: 0));

            await _node.StartAgainAsync();

            await Eventually.ShouldBeAsync(host.CountAsync, JournalCount.Empty with { Handled = 2 }, Token, Reconnects);
            pings.Successes.ShouldBe(2);
        }

        public async Task Wiping_loses_nothing()
        {
            Set("Journal:ResendAfter", "00:00:03");
            Set("Journal:ResendAtMost", "00:00:03");
            var gate = new TaskCompletionSource();
            var pings = new Script<Ping>("ping", (_, _) => gate.Task);
            var host = await StartAsync(Room.Outside(pings));
            await host.PublishAsync([.. Enumerable.Range(1, 20).Select(number => new Ping(number))]);
            await Eventually.ShouldBeAsync(async () => (await host.CountAsync()).Sent, 20, Token);

            await _node!.WipeAsync();
            await VirtualHost!.DeclareAsync(Token);
            gate.SetResult();

            await Eventually.ShouldBeAsync(host.CountAsync, JournalCount.Empty with { Handled = 20 }, Token, Reconnects);
            pings.Done.Select(ping => ping.Number).Distinct().Count().ShouldBe(20);
        }
    }
}
