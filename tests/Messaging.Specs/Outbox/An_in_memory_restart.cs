using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Outbox;

/// <summary>What the in-memory transport held dies with its process; the journal sends it again at once.</summary>
public abstract class An_in_memory_restart(Ground ground) : MessagingSpec(ground)
{
    [Fact]
    public async Task Loses_nothing_that_was_sent_and_not_handled()
    {
        UsesClock = true;
        var pings = new Script<Ping>("ping");
        var crashed = await StandingStillAsync(Room.With(pings));
        await crashed.PublishAsync([.. Enumerable.Range(1, 30).Select(number => new Ping(number))]);
        var now = Clock.GetUtcNow().UtcDateTime;
        await crashed.DoAsync(unit => unit.Db.Set<OutboxMessage>().ExecuteUpdateAsync(
            set => set.SetProperty(row => row.SentUtc, now).SetProperty(row => row.NextSendUtc, now.AddMinutes(2)), Token));

        // The clock stands still: no grace has passed.
        var host = await StartAsync(Room.With(pings));

        await IsHandled(host, messages: 30);
        pings.Done.Select(ping => ping.Number).Order().ShouldBe(Enumerable.Range(1, 30));
    }
}

public sealed class An_in_memory_restart_on_sqlite() : An_in_memory_restart(Ground.SqliteInMemory);

public sealed class An_in_memory_restart_on_postgresql(PostgreSqlServer server) : An_in_memory_restart(Ground.PostgreSqlInMemory(server));
