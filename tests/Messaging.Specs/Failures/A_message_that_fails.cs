using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Failures;

/// <summary>It is tried at once, then later, then laid aside where an operator sees it and can send it again.</summary>
public abstract class A_message_that_fails(Ground ground) : MessagingSpec(ground)
{
    private const string Secret = "nobody may read this";

    [Fact]
    public async Task Comes_again_after_a_pause_and_is_then_handled()
    {
        UsesClock = true;
        Set("Redelivery:0", "00:05:00");
        var broken = true;
        var pings = new Script<Ping>("ping", (_, _) => broken ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask);
        var host = await StartAsync(Room.With(pings));

        await host.PublishAsync(new Ping(1));
        await Eventually.ShouldBeAsync(() => pings.Attempts, 3, Token);
        // The pause begins when it is put off, a moment after the attempt; until it is noted as sent it waits as well.
        await Eventually.ShouldBeAsync(() => host.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(row => row.Redeliveries == 1, Token)), expected: true, Token);
        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 1, Sent: 0, Dead: 0, Handled: 0), Token);
        broken = false;
        Clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        pings.Attempts.ShouldBe(3);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await IsHandled(host, messages: 1);
        pings.Attempts.ShouldBe(4);
    }

    [Fact]
    public async Task Is_dead_after_its_last_attempt_listed_without_its_text_and_handled_when_replayed()
    {
        Set("Redelivery:0", "00:00:00.050");
        var broken = true;
        var pings = new Script<Ping>("ping", (_, _) => broken ? throw new InvalidOperationException(Secret) : Task.CompletedTask);
        var host = await StartAsync(Room.With(pings));

        await host.PublishAsync(new Ping(1));
        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 0, Sent: 0, Dead: 1, Handled: 0), Token);
        pings.Attempts.ShouldBe(6);

        var letter = (await host.AskDeadLettersAsync(letters => letters.ListAsync(10, Token))).ShouldHaveSingleItem();
        letter.FaultType.ShouldBe(typeof(InvalidOperationException).FullName);
        letter.MessageType.ShouldEndWith(":Ping");
        letter.Redeliveries.ShouldBe(1);
        letter.ToString().ShouldNotContain(Secret);

        broken = false;
        (await host.AskDeadLettersAsync(letters => letters.ReplayAsync(letter.MessageId, Token))).ShouldBeTrue();
        await IsHandled(host, messages: 1);
        (await host.AskDeadLettersAsync(letters => letters.ReplayAsync(letter.MessageId, Token))).ShouldBeFalse();
    }

    [Fact]
    public async Task Reports_its_end_to_a_fault_address_once_and_not_at_every_attempt()
    {
        Set("Redelivery:0", "00:00:00.050");
        var pings = new Script<Ping>("ping", (_, _) => throw new InvalidOperationException("Never."));
        var faults = new Script<Fault<Ping>>("faults");
        var host = await StartAsync(Room.With(pings), Room.With(faults));

        await host.DoAsync(async unit =>
        {
            await unit.Publisher.Publish(new Ping(1), context => context.FaultAddress = host.AddressOf("faults"), Token);
            await unit.Db.SaveChangesAsync(Token);
        });

        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 0, Sent: 0, Dead: 1, Handled: 1), Token);
        faults.Done.ShouldHaveSingleItem().Message.ShouldBe(new Ping(1));
    }

    [Fact]
    public async Task Lets_what_it_published_go_only_when_a_consumer_without_transaction_has_succeeded()
    {
        var pings = new Script<Ping>("ping", async (context, db) =>
        {
            db.Database.CurrentTransaction.ShouldBeNull();
            await context.Publish(new Pong(context.Message.Number));
            // Its own fact is kept at once, whatever happens next.
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = "tried" });
            await db.SaveChangesAsync(context.CancellationToken);
            if (context.GetRetryAttempt() == 0)
                throw new InvalidOperationException("The mail server was away.");
        });
        var pongs = new Script<Pong>("pong");
        var host = await StartAsync(Room.Outside(pings), Room.With(pongs));

        await host.PublishAsync(new Ping(4));

        await IsHandled(host, messages: 2);
        pongs.Done.ShouldBe([new Pong(4)]);
        (await host.ReadAsync(db => db.Set<Note>().CountAsync(Token))).ShouldBe(2);
    }

    [Fact]
    public async Task Waits_for_an_operator_when_no_consumer_of_the_queue_knows_it()
    {
        var pings = new Script<Ping>("ping");
        var host = await StartAsync(Room.With(pings));

        await host.SendAsync("ping", new Pong(1));

        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 0, Sent: 0, Dead: 1, Handled: 0), Token);
        (await host.AskDeadLettersAsync(letters => letters.ListAsync(10, Token))).ShouldHaveSingleItem().FaultType.ShouldBe("Skipped");
    }

    [Fact]
    public async Task Is_tried_later_when_nobody_consumes_its_queue_yet()
    {
        var pings = new Script<Ping>("later");
        var host = await StartAsync(Room.Unconnected(pings));

        await host.SendAsync("later", new Ping(1));
        await host.ConnectAsync<ScriptedConsumer<Ping>>("later", Token);
        await host.ConnectAsync<ScriptedConsumer<Ping>>("later", Token);

        await IsHandled(host, messages: 1);
        pings.Successes.ShouldBe(1);
    }
}
