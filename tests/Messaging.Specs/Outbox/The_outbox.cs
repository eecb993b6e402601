using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Outbox;

/// <summary>One transaction per fact: a state change and its messages commit together or not at all.</summary>
public abstract class The_outbox(Ground ground) : MessagingSpec(ground)
{
    [Fact]
    public async Task Lets_nothing_leave_before_the_commit_and_everything_after()
    {
        var pings = new Script<Ping>("ping");
        var host = await StartAsync(Room.With(pings));

        await host.DoAsync(async unit =>
        {
            await using var transaction = await unit.Db.Database.BeginTransactionAsync(Token);
            await unit.Publisher.Publish(new Ping(1), Token);
            unit.Db.Add(new Note { Id = Guid.CreateVersion7(), Text = "with it" });
            await unit.Db.SaveChangesAsync(Token);
            pings.Attempts.ShouldBe(0);
            await transaction.CommitAsync(Token);
        });

        await IsHandled(host, messages: 1);
        pings.Done.ShouldBe([new Ping(1)]);
    }

    [Fact]
    public async Task Hands_over_what_was_committed_without_a_look_into_the_journal()
    {
        Set("Journal:Poll", "01:00:00");
        var pings = new Script<Ping>("ping");
        var host = await AtWorkAsync(pings);

        // Nobody else may take it, and who looks does so once an hour.
        (await ClaimsAsync(host, commits: true)).ShouldBeTrue();

        await IsHandled(host, messages: 2);
        pings.Successes.ShouldBe(2);
    }

    [Fact]
    public async Task Forgets_what_was_rolled_back_or_never_saved()
    {
        var pings = new Script<Ping>("ping");
        var host = await AtWorkAsync(pings);

        await host.DoAsync(async unit =>
        {
            await unit.Publisher.Publish(new Ping(1), Token);
            unit.Db.ChangeTracker.Clear();
            await using (await unit.Db.Database.BeginTransactionAsync(Token))
            {
                await unit.Publisher.Publish(new Ping(2), Token);
                await unit.Db.SaveChangesAsync(Token);
            }

            unit.Db.ChangeTracker.Clear();
            await unit.Publisher.Publish(new Ping(3), Token);
            await unit.Db.SaveChangesAsync(Token);
        });

        await IsHandled(host, messages: 2);
        pings.Done.ShouldBe([new Ping(0), new Ping(3)]);
        (await host.ReadAsync(db => db.Set<StrayMessage>().CountAsync(Token))).ShouldBe(0);
    }

    [Fact]
    public async Task Commits_a_consumers_state_and_its_messages_together_and_leaves_nothing_of_a_failed_attempt()
    {
        var pings = new Script<Ping>("ping", async (context, db) =>
        {
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = "pinged" });
            await db.SaveChangesAsync(context.CancellationToken);
            await context.Publish(new Pong(context.Message.Number));
            if (context.GetRetryAttempt() == 0)
                throw new InvalidOperationException("The first attempt fails after all it did.");
        });
        var pongs = new Script<Pong>("pong");
        var host = await StartAsync(Room.With(pings), Room.With(pongs));

        await host.PublishAsync(new Ping(7));

        await IsHandled(host, messages: 2);
        pings.Attempts.ShouldBe(2);
        pongs.Done.ShouldBe([new Pong(7)]);
        (await host.ReadAsync(db => db.Set<Note>().CountAsync(Token))).ShouldBe(1);
    }

    [Fact]
    public async Task Handles_a_message_once_however_often_it_comes()
    {
        var pings = new Script<Ping>("ping", (_, db) =>
        {
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = "handled" });
            return Task.CompletedTask;
        });
        var host = await StartAsync(Room.With(pings));
        var id = Guid.CreateVersion7();

        for (var copy = 0; copy < 5; copy++)
            await host.DoAsync(async unit =>
            {
                await unit.Publisher.Publish(new Ping(1), context => context.MessageId = id, Token);
                await unit.Db.SaveChangesAsync(Token);
            });

        // Two that run at once are met at the save: one of them is undone.
        await IsHandled(host, messages: 1);
        (await host.ReadAsync(db => db.Set<Note>().CountAsync(Token))).ShouldBe(1);
    }

    [Fact]
    public async Task Lets_each_consumer_handle_a_message_for_itself()
    {
        var pings = new Script<Ping>("ping");
        var pongs = new Script<Pong>("pong");
        var host = await StartAsync(Room.With(pings), Room.With(pongs));
        var id = Guid.CreateVersion7();

        await host.DoAsync(async unit =>
        {
            await unit.Publisher.Publish(new Ping(1), context => context.MessageId = id, Token);
            await unit.Db.SaveChangesAsync(Token);
        });
        await IsHandled(host, messages: 1);
        await host.DoAsync(async unit =>
        {
            await unit.Publisher.Publish(new Pong(1), context => context.MessageId = id, Token);
            await unit.Db.SaveChangesAsync(Token);
        });

        await IsHandled(host, messages: 2);
        (pings.Successes, pongs.Successes).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Keeps_ids_and_headers_whatever_characters_they_have()
    {
        const string odd = "é \"quoted\" \\ {0} <&> 漢字 \u00a0 ;=,";
        var seen = new TaskCompletionSource<(Guid? Id, Guid? Correlation, Guid? Conversation, string? Header)>();
        var pings = new Script<Ping>("ping", (context, _) =>
        {
            seen.TrySetResult((context.MessageId, context.CorrelationId, context.ConversationId, context.Headers.Get<string>("Odd")));
            return Task.CompletedTask;
        });
        var host = await StartAsync(Room.With(pings));
        var (id, correlation, conversation) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        await host.DoAsync(async unit =>
        {
            await unit.Publisher.Publish(
                new Ping(1),
                context =>
                {
                    context.MessageId = id;
                    context.CorrelationId = correlation;
                    context.ConversationId = conversation;
                    context.Headers.Set("Odd", odd);
                },
                Token);
            await unit.Db.SaveChangesAsync(Token);
        });

        (await seen.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Token)).ShouldBe((id, correlation, conversation, odd));
    }

    [Fact]
    public async Task Keeps_the_row_until_the_message_is_handled()
    {
        var gate = new TaskCompletionSource();
        var pings = new Script<Ping>("ping", (_, _) => gate.Task);
        var outside = new Script<Pong>("pong", (_, _) => gate.Task);
        var host = await StartAsync(Room.With(pings), Room.Outside(outside));

        await host.PublishAsync(new Pong(1));
        await Eventually.ShouldBeAsync(() => outside.Attempts, 1, Token);
        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 0, Sent: 1, Dead: 0, Handled: 0), Token);

        gate.SetResult();
        await IsHandled(host, messages: 1);
    }

    [Fact]
    public async Task Sends_again_what_was_sent_and_not_handled_once_the_grace_is_over()
    {
        UsesClock = true;
        var pings = new Script<Ping>("ping");
        var host = await AtWorkAsync(pings);

        // As if the broker had swallowed it.
        var now = Clock.GetUtcNow().UtcDateTime;
        await AnotherPublishesAsync(new Ping(1), set => set.SetProperty(row => row.SentUtc, now).SetProperty(row => row.NextSendUtc, now.AddMinutes(2)));
        Clock.Advance(TimeSpan.FromSeconds(119));
        (await host.CountAsync()).ShouldBe(new JournalCount(Waiting: 0, Sent: 1, Dead: 0, Handled: 1));
        pings.Attempts.ShouldBe(1);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await IsHandled(host, messages: 2);
        pings.Successes.ShouldBe(2);
    }

    [Fact]
    public async Task Hands_over_what_was_sent_to_a_queue_before_the_queue_was_there()
    {
        // The clock stands still: neither the grace nor a pause after a failed send can pass.
        UsesClock = true;
        var late = new Script<Pong>("late");
        var host = await StartAsync(Room.Unconnected(late));
        await host.SendAsync("late", new Pong(1));
        await Eventually.ShouldBeAsync(
            () => host.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(row => row.SentUtc != null || row.SendFaults > 0, Token)), expected: true, Token);

        await host.ConnectAsync<ScriptedConsumer<Pong>>("late", Token);

        await IsHandled(host, messages: 1);
        late.Successes.ShouldBe(1);
    }

    [Fact]
    public async Task Sends_after_a_restart_what_was_committed_before_a_crash()
    {
        var pings = new Script<Ping>("ping");
        var crashed = await StandingStillAsync(Room.With(pings));
        await crashed.PublishAsync(new Ping(1), new Ping(2));
        (await crashed.CountAsync()).ShouldBe(new JournalCount(Waiting: 2, Sent: 0, Dead: 0, Handled: 0));

        var host = await StartAsync(Room.With(pings));

        await IsHandled(host, messages: 2);
        pings.Successes.ShouldBe(2);
    }

    [Fact]
    public async Task Takes_over_what_a_dead_process_had_claimed()
    {
        UsesClock = true;
        var pings = new Script<Ping>("ping");
        var host = await AtWorkAsync(pings);
        var (claim, until) = (Guid.CreateVersion7(), Clock.GetUtcNow().UtcDateTime.AddMinutes(1));
        await AnotherPublishesAsync(new Ping(1), set => set
            .SetProperty(row => row.LockId, claim).SetProperty(row => row.LockedUntilUtc, until).SetProperty(row => row.NextSendUtc, until));
        Clock.Advance(TimeSpan.FromSeconds(59));
        pings.Attempts.ShouldBe(1);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await IsHandled(host, messages: 2);
    }

    [Fact]
    public async Task Works_with_two_processes_that_send_and_consume_at_once()
    {
        const int messages = 60;
        var pings = new Script<Ping>("ping", async (context, db) =>
        {
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = $"{context.Message.Number}" });
            await db.SaveChangesAsync(context.CancellationToken);
        });
        var first = await StartAsync(Room.With(pings));
        var second = await StartAsync(Room.With(pings));

        await Task.WhenAll(Enumerable.Range(0, messages).Select(number => (number % 2 == 0 ? first : second).PublishAsync(new Ping(number))));

        await IsHandled(first, messages);
        pings.Done.Select(ping => ping.Number).Order().ShouldBe(Enumerable.Range(0, messages));
        (await first.ReadAsync(db => db.Set<Note>().CountAsync(Token))).ShouldBe(messages);
    }

    [Fact]
    public async Task Parks_a_row_that_cannot_be_sent_and_sends_the_others()
    {
        Set("Journal:SendAttempts", "1");
        var pings = new Script<Ping>("ping");
        var host = await StartAsync(Room.With(pings));

        await AnotherPublishesAsync(new Ping(1), set => set.SetProperty(row => row.Body, "not json"));
        await host.PublishAsync(new Ping(2));

        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 0, Sent: 0, Dead: 1, Handled: 1), Token);
        pings.Done.ShouldBe([new Ping(2)]);
    }

    [Fact]
    public async Task Carries_answers_to_the_one_who_asked()
    {
        var pings = new Script<Ping>("ping", (context, _) => context.RespondAsync(new Pong(context.Message.Number)));
        var pongs = new Script<Pong>("pong");
        var host = await StartAsync(Room.With(pings), Room.With(pongs));

        await host.DoAsync(async unit =>
        {
            await unit.Publisher.Publish(
                new Ping(5),
                context =>
                {
                    context.RequestId = Guid.CreateVersion7();
                    context.ResponseAddress = host.AddressOf("pong");
                },
                Token);
            await unit.Db.SaveChangesAsync(Token);
        });

        await Eventually.ShouldBeAsync(() => pongs.Successes, 1, Token);
        await IsHandled(host, messages: 2);
    }

    [Fact]
    public async Task Remembers_what_was_handled_for_a_week_and_no_longer()
    {
        UsesClock = true;
        var pings = new Script<Ping>("ping");
        var host = await StartAsync(Room.With(pings));
        await host.PublishAsync(new Ping(1));
        await IsHandled(host, messages: 1);
        Clock.Advance(TimeSpan.FromDays(6));
        (await host.CountAsync()).Handled.ShouldBe(1);

        await Eventually.ShouldBeAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromDays(1));
                return (await host.CountAsync()).Handled;
            },
            0,
            Token);
    }

    /// <summary>In memory the dispatcher begins by forgetting what an earlier process had sent or claimed; a host that has sent something has that behind it,
    /// and soon hands over what it commits.</summary>
    async Task<MessagingHost> AtWorkAsync(Script<Ping> pings)
    {
        var host = await StartAsync(Room.With(pings));
        await host.PublishAsync(new Ping(0));
        await IsHandled(host, messages: 1);
        await Eventually.ShouldBeAsync(() => ClaimsAsync(host, commits: false), expected: true, Token);
        return host;
    }

    /// <summary>Whether what a host stores is claimed by it from the first moment on.</summary>
    static async Task<bool> ClaimsAsync(MessagingHost host, bool commits)
    {
        var isClaimed = false;
        await host.DoAsync(async unit =>
        {
            await using var transaction = await unit.Db.Database.BeginTransactionAsync(Token);
            await unit.Publisher.Publish(new Ping(1), Token);
            await unit.Db.SaveChangesAsync(Token);
            isClaimed = (await unit.Db.Set<OutboxMessage>().AsNoTracking().SingleAsync(Token)).LockedUntilUtc is not null;
            if (commits)
                await transaction.CommitAsync(Token);
        });
        return isClaimed;
    }

    /// <summary>A message whose row stands, from its commit on, as another process left it.</summary>
    async Task AnotherPublishesAsync(Ping ping, Action<UpdateSettersBuilder<OutboxMessage>> left)
    {
        var other = await StandingStillAsync();
        await other.DoAsync(async unit =>
        {
            await using var transaction = await unit.Db.Database.BeginTransactionAsync(Token);
            await unit.Publisher.Publish(ping, Token);
            await unit.Db.SaveChangesAsync(Token);
            await unit.Db.Set<OutboxMessage>().ExecuteUpdateAsync(left, Token);
            await transaction.CommitAsync(Token);
        });
    }
}
