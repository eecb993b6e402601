using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Persistence;

public abstract class The_database(Ground ground) : MessagingSpec(ground)
{
    [Fact]
    public async Task Gives_an_instant_back_as_it_was_stored_in_utc()
    {
        var host = await StandingStillAsync();
        var instant = new DateTime(2026, 3, 29, 1, 59, 59, DateTimeKind.Utc).AddTicks(1_234_567);
        var note = new Note { Id = Guid.CreateVersion7(), Text = "é漢", Kind = NoteKind.Urgent, WrittenUtc = instant };

        await host.DoAsync(async unit =>
        {
            unit.Db.Add(note);
            await unit.Db.SaveChangesAsync(Token);
        });

        var stored = await host.ReadAsync(db => db.Set<Note>().AsNoTracking().SingleAsync(row => row.WrittenUtc == instant, Token));
        stored.WrittenUtc.Kind.ShouldBe(DateTimeKind.Utc);
        stored.WrittenUtc.ShouldBe(instant.AddTicks(-7));
        (await host.ReadAsync(db => db.Set<Note>().AsNoTracking().SingleAsync(row => row.Kind == NoteKind.Urgent, Token))).Text.ShouldBe("é漢");
    }

    [Fact]
    public async Task Bounds_every_column_but_the_body_and_the_headers_of_a_message()
    {
        var host = await StandingStillAsync();

        var unbounded = await host.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .SelectMany(table => table.GetProperties())
            .Where(column => column.ClrType == typeof(string) && column.GetMaxLength() is null)
            .Select(column => $"{column.DeclaringType.DisplayName()}.{column.Name}")
            .Order(StringComparer.Ordinal).ToList()));

        unbounded.ShouldBe(["OutboxMessage.Body", "OutboxMessage.Headers"]);
    }
}

public sealed class The_database_on_sqlite() : The_database(Ground.SqliteInMemory);

public sealed class The_database_on_postgresql(PostgreSqlServer server) : The_database(Ground.PostgreSqlInMemory(server));
