using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Messaging.Specs.Telemetry;
using CptsReferral.Platform.Messaging;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Strays;

/// <summary>Yesterday's backup was put back beside today's broker: what lies there is about what is not here any more.</summary>
public abstract class What_the_database_does_not_know(Ground ground) : MessagingSpec(ground)
{
    private readonly Guid _parcel = Guid.CreateVersion7();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Is_written_down_and_not_acted_on(bool inTransaction)
    {
        var shipped = new Script<Shipped>("shipped");
        var host = await StartAsync(inTransaction ? Room.With(shipped) : Room.Outside(shipped));

        await host.LiesOnTheBrokerAsync(new Shipped(_parcel));

        var stray = (await SeenAsync(host, strays: 1)).Single();
        (stray.Type, stray.Queue, stray.ReferralId).ShouldBe((nameof(Shipped), "shipped", _parcel));
        shipped.Attempts.ShouldBe(0);
        (await host.CountAsync()).Dead.ShouldBe(0);
    }

    [Fact]
    public async Task Is_written_down_once_however_often_it_comes()
    {
        var shipped = new Script<Shipped>("shipped");
        var host = await StartAsync(Room.With(shipped));
        var id = Guid.CreateVersion7();

        for (var copy = 0; copy < 5; copy++)
            await host.LiesOnTheBrokerAsync(new Shipped(_parcel), messageId: id);
        await host.PublishAsync(new Shipped(Guid.CreateVersion7()));

        await IsHandled(host, messages: 2);
        (await SeenAsync(host, strays: 1)).Single().MessageId.ShouldBe(id);
        shipped.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Leaves_a_copy_of_what_was_handled_alone()
    {
        var shipped = new Script<Shipped>("shipped");
        var host = await StartAsync(Room.With(shipped));
        await host.PublishAsync(new Shipped(_parcel));
        await IsHandled(host, messages: 1);
        var id = await host.ReadAsync(db => db.Set<Platform.Messaging.Journal.HandledMessage>().Select(handled => handled.MessageId).SingleAsync(Token));

        await host.LiesOnTheBrokerAsync(new Shipped(_parcel), messageId: id);
        await host.PublishAsync(new Shipped(Guid.CreateVersion7()));

        await IsHandled(host, messages: 2);
        await SeenAsync(host, strays: 0);
    }

    [Fact]
    public async Task Is_no_timer_that_was_cancelled_on_its_way()
    {
        var shipped = new Script<Shipped>("shipped");
        var host = await StartAsync(Room.With(shipped));

        await host.LiesOnTheBrokerAsync(new Shipped(_parcel), timer: Guid.CreateVersion7());

        await IsHandled(host, messages: 1);
        await SeenAsync(host, strays: 0);
        shipped.Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Is_shown_to_an_operator_for_a_day()
    {
        UsesClock = true;
        var host = await StartAsync(Room.With(new Script<Shipped>("shipped")));
        using var gauges = new Gauges(host.Meters);

        await host.LiesOnTheBrokerAsync(new Shipped(_parcel));
        await SeenAsync(host, strays: 1);

        await Eventually.ShouldBeAsync(() => LaterAsync(TimeSpan.FromSeconds(10)), 1, Token);
        // In steps that a count outlives: what was counted an hour ago is not shown, and the next count is made beside this look.
        Clock.Advance(TimeSpan.FromDays(1));
        await Eventually.ShouldBeAsync(() => LaterAsync(TimeSpan.FromSeconds(10)), 0, Token);

        double? LaterAsync(TimeSpan pause)
        {
            Clock.Advance(pause);
            return gauges.Read("messaging.strays");
        }
    }

    private static Task<IReadOnlyList<StrayMessage>> SeenAsync(MessagingHost host, int strays) => Eventually.SeesAsync(
        () => host.AskAsync<IStrayMessages, IReadOnlyList<StrayMessage>>(book => book.ListAsync(10, Token)), seen => seen.Count == strays, Token);
}

public sealed record Shipped(Guid ReferralId);
