using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Support;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Outbox;

/// <summary>What is stored faster than it is handled waits as rows, not in the memory of the process; and nobody else waits for it.</summary>
public abstract class An_overload_in_memory(Ground ground) : MessagingSpec(ground)
{
    const int AtMost = 10;
    const int Batch = 5;
    const int Many = 60;

    [Fact]
    public async Task Holds_a_few_of_each_destination_and_sends_the_rest_as_they_are_handled()
    {
        Set($"{nameof(BusOptions.Journal)}:{nameof(JournalOptions.InMemoryAtMost)}", $"{AtMost}");
        Set($"{nameof(BusOptions.Journal)}:{nameof(JournalOptions.Batch)}", $"{Batch}");
        var gate = new TaskCompletionSource();
        var slow = new Script<Ping>("slow", (_, _) => gate.Task);
        var quick = new Script<Pong>("quick");
        // Outside of a transaction: one that waits in it keeps every other writer of SQLite waiting.
        var host = await StartAsync(Room.Outside(slow), Room.With(quick));

        try
        {
            await host.PublishAsync([.. Enumerable.Range(1, Many).Select(number => new Ping(number))]);
            await Eventually.ShouldBeAsync(async () => await SentAsync(host) >= AtMost, expected: true, Token);
            await host.PublishAsync(new Pong(1));
            await Eventually.ShouldBeAsync(() => quick.Successes, 1, Token);
            // What came later has passed, so what is full had every occasion to take more.
            (await SentAsync(host)).ShouldBeLessThanOrEqualTo(AtMost + Batch);
        }
        finally
        {
            gate.SetResult();
        }

        await IsHandled(host, Many + 1);
        slow.Done.Select(ping => ping.Number).Order().ShouldBe(Enumerable.Range(1, Many));
    }

    static Task<int> SentAsync(MessagingHost host) =>
        host.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(row => row.SentUtc != null, Token));
}

public sealed class An_overload_in_memory_on_sqlite() : An_overload_in_memory(Ground.SqliteInMemory);

public sealed class An_overload_in_memory_on_postgresql(PostgreSqlServer server) : An_overload_in_memory(Ground.PostgreSqlInMemory(server));
