using System.Diagnostics;
using System.Diagnostics.Metrics;
using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Messaging;
using CptsReferral.Support;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using MassTransit;
using MassTransit.UsageTelemetry;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Telemetry;

public abstract class What_an_operator_sees(Ground ground) : MessagingSpec(ground)
{
    [Fact]
    public async Task Goes_to_nobody_else()
    {
        var host = await StandingStillAsync();

        host.Setting<UsageTelemetryOptions>().Enabled.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_one_trace_from_the_request_to_the_last_consumer(bool listening)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => listening && source.Name is "MassTransit" or MessagingTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var seen = new TaskCompletionSource<string?>();
        var pings = new Script<Ping>("ping", (context, _) => context.Publish(new Pong(1)));
        var pongs = new Script<Pong>("pong", (context, _) =>
        {
            // A process that records nothing still hands the trace on to one that does.
            seen.TrySetResult(Activity.Current?.TraceId.ToHexString() ?? context.Headers.Get<string>("MT-Activity-Id")?.Split('-')[1]);
            return Task.CompletedTask;
        });
        var host = await StartAsync(Room.With(pings), Room.With(pongs));

        using var request = new Activity("POST").SetIdFormat(ActivityIdFormat.W3C).Start();
        var trace = request.TraceId.ToHexString();
        await host.PublishAsync(new Ping(1));
        request.Stop();

        var last = await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Token);
        last.ShouldBe(trace);
    }

    [Fact]
    public async Task Are_gauges_of_what_waits_and_of_what_is_dead()
    {
        UsesClock = true;
        Set("Redelivery:0", "00:00:00.001");
        var pings = new Script<Ping>("ping", (_, _) => throw new InvalidOperationException("Never."));
        var host = await StartAsync(Room.With(pings));
        using var gauges = new Gauges(host.Meters);

        await host.PublishAsync(new Ping(1));
        await Eventually.ShouldBeAsync(
            () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(10));
                // They are counted one after the other, while the message fails: one look may see it dead and still waiting.
                return (gauges.Read("messaging.dead_letters"), gauges.Read("messaging.outbox.pending"), gauges.Read("messaging.outbox.age"));
            },
            ((double?)1, (double?)0, (double?)0),
            Token);
        new[] { "messaging.dead_letters", "messaging.outbox.age", "messaging.outbox.pending", "messaging.outbox.unhandled" }
            .ShouldBeSubsetOf(gauges.Names);
    }
}

public sealed class What_an_operator_sees_in_one_process() : What_an_operator_sees(Ground.SqliteInMemory);

public sealed class What_an_operator_sees_of_several_processes(PostgreSqlServer server, RabbitMqNode broker)
    : What_an_operator_sees(Ground.PostgreSqlOver(server, broker));
