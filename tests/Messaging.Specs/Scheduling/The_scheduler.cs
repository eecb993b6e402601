using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using MassTransit;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Scheduling;

/// <summary>Timers are rows: they fire late rather than never, and once in effect.</summary>
public abstract class The_scheduler : MessagingSpec
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    protected The_scheduler(Ground ground)
        : base(ground) => UsesClock = true;

    private DateTime InAnHour => Clock.GetUtcNow().UtcDateTime + Hour;

    [Fact]
    public async Task Fires_once_at_its_time_and_not_before()
    {
        var alarms = new Script<Alarm>("alarm");
        var host = await StartAsync(Room.With(alarms));
        await ScheduleAsync(host, new Alarm(1));

        Clock.Advance(Hour - TimeSpan.FromSeconds(1));
        await host.PublishAsync(new Alarm(0));
        await Eventually.ShouldBeAsync(() => alarms.Successes, 1, Token);
        alarms.Done.ShouldBe([new Alarm(0)]);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await IsHandled(host, messages: 2);
        alarms.Done.ShouldBe([new Alarm(0), new Alarm(1)]);
    }

    [Fact]
    public async Task Forgets_a_timer_whose_unit_of_work_failed()
    {
        var host = await StandingStillAsync();

        await host.DoAsync(unit => unit.Scheduler.ScheduleSend(host.AddressOf("alarm"), InAnHour, new Alarm(1), Token));

        (await host.CountAsync()).ShouldBe(JournalCount.Empty);
    }

    [Fact]
    public async Task Does_not_fire_what_was_cancelled()
    {
        var alarms = new Script<Alarm>("alarm");
        var host = await StartAsync(Room.With(alarms));
        var token = await ScheduleAsync(host, new Alarm(1));
        await CancelAsync(host, token);
        (await host.CountAsync()).ShouldBe(JournalCount.Empty);

        Clock.Advance(2 * Hour);
        await host.PublishAsync(new Alarm(2));
        await IsHandled(host, messages: 1);
        alarms.Done.ShouldBe([new Alarm(2)]);
    }

    [Fact]
    public async Task Takes_a_cancellation_that_comes_too_late_without_harm()
    {
        var alarms = new Script<Alarm>("alarm");
        var host = await StartAsync(Room.With(alarms));
        var token = await ScheduleAsync(host, new Alarm(1));
        Clock.Advance(Hour);
        await IsHandled(host, messages: 1);

        await CancelAsync(host, token);
        await CancelAsync(host, Guid.CreateVersion7());

        alarms.Successes.ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_a_timer_when_the_decision_to_cancel_it_is_rolled_back()
    {
        var alarms = new Script<Alarm>("alarm");
        var host = await StartAsync(Room.With(alarms));
        var token = await ScheduleAsync(host, new Alarm(1));
        await host.DoAsync(async unit =>
        {
            await using var transaction = await unit.Db.Database.BeginTransactionAsync(Token);
            await unit.Scheduler.CancelScheduledSend(host.AddressOf("alarm"), token, Token);
        });

        Clock.Advance(Hour);
        await IsHandled(host, messages: 1);
    }

    [Fact]
    public async Task Refuses_to_cancel_outside_a_transaction()
    {
        var host = await StandingStillAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => host.DoAsync(
            unit => unit.Scheduler.CancelScheduledSend(host.AddressOf("alarm"), Guid.CreateVersion7(), Token)));
    }

    [Fact]
    public async Task Fires_late_when_it_was_down_at_the_time()
    {
        var alarms = new Script<Alarm>("alarm");
        var before = await StandingStillAsync(Room.With(alarms));
        await ScheduleAsync(before, new Alarm(1));
        Clock.Advance(TimeSpan.FromDays(3));

        var host = await StartAsync(Room.With(alarms));

        await IsHandled(host, messages: 1);
        alarms.Successes.ShouldBe(1);
    }

    [Fact]
    public async Task Never_asks_the_broker_for_a_delay()
    {
        var alarms = new Script<Alarm>("alarm");
        var pings = new Script<Ping>("ping", (context, _) =>
            context.Publish(new Alarm(context.Message.Number), sending => sending.Delay = Hour));
        var host = await StartAsync(Room.With(alarms), Room.With(pings));
        await ScheduleAsync(host, new Alarm(1));
        await host.PublishAsync(new Ping(2));
        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 2, Sent: 0, Dead: 0, Handled: 1), Token);

        Clock.Advance(Hour);
        await IsHandled(host, messages: 3);

        if (VirtualHost is not null)
            (await VirtualHost.ExchangesAsync(Token)).Values.ShouldNotContain("x-delayed-message");
    }

    private async Task<Guid> ScheduleAsync(MessagingHost host, Alarm alarm)
    {
        var token = Guid.Empty;
        await host.DoAsync(async unit =>
        {
            token = (await unit.Scheduler.ScheduleSend(host.AddressOf("alarm"), InAnHour, alarm, Token)).TokenId;
            await unit.Db.SaveChangesAsync(Token);
        });
        return token;
    }

    private static Task CancelAsync(MessagingHost host, Guid token) => host.DoAsync(async unit =>
    {
        await using var transaction = await unit.Db.Database.BeginTransactionAsync(Token);
        await unit.Scheduler.CancelScheduledSend(host.AddressOf("alarm"), token, Token);
        await transaction.CommitAsync(Token);
    });
}
