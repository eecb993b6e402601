using System.Collections.Concurrent;
using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support;
using CptsReferral.Support.Messaging;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Together;

/// <summary>What comes while others are being handled is handled together, in one transaction (ADR 0064).</summary>
public abstract class Messages_that_come_together : MessagingSpec
{
    private const int Crowd = 20;

    private readonly TaskCompletionSource _gate = new();
    private readonly ConcurrentQueue<(DbContextId Unit, Guid Subject)> _handled = new();

    protected Messages_that_come_together(Ground ground)
        : base(ground)
    {
        Set("ConcurrentUnits", "1");
        Set("Retries", "0");
        Set("Redelivery:0", "01:00:00");
    }

    [Fact]
    public async Task Share_a_transaction()
    {
        var host = await StartAsync(Room.With(Pings()));

        await CrowdAsync(host, Ping);

        await IsHandled(host, messages: Crowd + 1);
        _handled.Select(message => message.Unit).Distinct().Count().ShouldBeLessThan(Crowd / 2);
    }

    [Fact]
    public async Task Do_not_fail_with_one_of_them()
    {
        var host = await StartAsync(Room.With(Pings(fails: 7)));

        await CrowdAsync(host, Ping);

        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 1, Sent: 0, Dead: 0, Handled: Crowd), Token);
        (await NotesAsync(host)).ShouldBe([.. Enumerable.Range(0, Crowd + 1).Where(number => number != 7)]);
    }

    [Fact]
    public async Task Are_each_about_something_else()
    {
        var letters = new Script<Letter>("letter", (context, db) => HandleAsync(context.Message.Number, context.Message.ReferralId, db));
        var host = await StartAsync(Room.With(letters));
        Guid[] referrals = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];

        await CrowdAsync(host, number => new Letter(referrals[number % referrals.Length], number));

        await IsHandled(host, messages: Crowd + 1);
        _handled.Distinct().Count().ShouldBe(Crowd + 1);
        _handled.Select(message => message.Unit).Distinct().Count().ShouldBeLessThan(Crowd);
    }

    [Fact]
    public async Task Hold_nobody_up_while_a_handler_thinks()
    {
        var saved = new TaskCompletionSource();
        var pings = new Script<Ping>("ping", async (_, db) =>
        {
            db.Add(new Note { Id = Guid.CreateVersion7(), Text = "1" });
            await db.SaveChangesAsync(Token);
            saved.SetResult();
            await _gate.Task;
        });
        var host = await StartAsync(Room.With(pings));
        await host.PublishAsync(new Ping(1));
        await saved.Task.WaitAsync(Token);

        await host.DoAsync(async unit =>
        {
            unit.Db.Add(new Note { Id = Guid.CreateVersion7(), Text = "2" });
            await unit.Db.SaveChangesAsync(Token);
        });

        (await NotesAsync(host)).ShouldBe([2], "what a handler saves is there when all of it is");
        _gate.SetResult();
        await IsHandled(host, messages: 1);
        (await NotesAsync(host)).ShouldBe([1, 2]);
    }

    private static object Ping(int number) => new Ping(number);

    private Script<Ping> Pings(int? fails = null) => new("ping", async (context, db) =>
    {
        await HandleAsync(context.Message.Number, context.MessageId!.Value, db);
        if (context.Message.Number == fails)
            throw new InvalidOperationException("This one fails.");
    });

    // Whoever is the first holds all others up.
    private async Task HandleAsync(int number, Guid subject, DbContext db)
    {
        await _gate.Task;
        db.Add(new Note { Id = Guid.CreateVersion7(), Text = $"{number}" });
        await db.SaveChangesAsync(Token);
        _handled.Enqueue((db.ContextId, subject));
    }

    /// <summary>One message is being handled, and a crowd has come meanwhile.</summary>
    private async Task CrowdAsync(MessagingHost host, Func<int, object> message)
    {
        await host.PublishAsync([.. Enumerable.Range(0, Crowd + 1).Select(message)]);
        await Eventually.ShouldBeAsync(host.CountAsync, new JournalCount(Waiting: 0, Sent: Crowd + 1, Dead: 0, Handled: 0), Token);
        _gate.SetResult();
    }

    private static async Task<IReadOnlyList<int>> NotesAsync(MessagingHost host)
    {
        var texts = await host.ReadAsync(db => db.Set<Note>().Select(note => note.Text).ToListAsync(Token));
        return [.. texts.Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).Order()];
    }
}
