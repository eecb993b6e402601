using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Outbox;

/// <summary>The way to the database and back is what the switchboard spends its time on, so its number is a promise (ADR 0062).</summary>
public abstract class What_a_message_costs(Ground ground) : MessagingSpec(ground)
{
    [Fact]
    public async Task Is_one_question_one_save_and_one_commit()
    {
        var work = new DatabaseWork();
        var unit = default(DbContextId);
        var pongs = new Script<Pong>("pong");
        var pings = new Script<Ping>("ping", async (context, db) =>
        {
            unit = db.ContextId;
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = "handled" });
            await context.Publish(new Pong(context.Message.Number), Token);
        });
        var host = await StartAsync(Room.With(pings), Room.With(pongs), work.Watched);

        await host.PublishAsync(new Ping(1));

        await IsHandled(host, messages: 2);
        work.Of(unit).ShouldBe(["question", "save", "commit"]);
    }

    [Fact]
    public async Task Is_no_more_for_a_handler_that_saves_by_itself()
    {
        var work = new DatabaseWork();
        var unit = default(DbContextId);
        var pings = new Script<Ping>("ping", async (_, db) =>
        {
            unit = db.ContextId;
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = "handled" });
            await db.SaveChangesAsync(Token);
        });
        var host = await StartAsync(Room.With(pings), work.Watched);

        await host.PublishAsync(new Ping(1));

        await IsHandled(host, messages: 1);
        work.Of(unit).ShouldBe(["question", "save", "commit"]);
    }

    [Fact]
    public async Task Is_a_failure_where_the_handler_forgets_it()
    {
        Set("Retries", "0");
        Set("Redelivery:0", "00:00:00.010");
        var pings = new Script<Ping>("ping", (_, db) =>
        {
            db.ChangeTracker.Clear();
            return Task.CompletedTask;
        });
        var host = await StartAsync(Room.With(pings));

        await host.PublishAsync(new Ping(1));

        await Eventually.ShouldBeAsync(host.CountAsync, JournalCount.Empty with { Dead = 1 }, Token);
        pings.Attempts.ShouldBe(2);
    }
}
