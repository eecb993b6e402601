using System.Data.Common;
using CptsReferral.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CptsReferral.Support.Deployed;

/// <summary>Keeps a copy of every message as it enters the journal, by a trigger: rows that were handled are gone, the copies are not.
/// What travels over the broker is made from these rows and nothing else.</summary>
public sealed class MessageWitness
{
    readonly DatabaseProvider provider;
    readonly string connectionString;

    internal MessageWitness(DatabaseProvider provider, string connectionString)
    {
        this.provider = provider;
        this.connectionString = connectionString;
    }

    /// <summary>From now on.</summary>
    public Task WatchAsync() => provider == DatabaseProvider.Sqlite
        ? ExecuteAsync("""
            CREATE TABLE "SpecWitness" ("MessageType" TEXT, "Text" TEXT);
            CREATE TRIGGER "SpecWitnessing" AFTER INSERT ON "OutboxMessage" BEGIN
                INSERT INTO "SpecWitness" VALUES (NEW."MessageType", NEW."Body" || ' ' || COALESCE(NEW."Headers", '') || ' ' || NEW."Destination");
            END;
            """)
        : ExecuteAsync("""
            CREATE TABLE "SpecWitness" ("MessageType" text, "Text" text);
            CREATE FUNCTION spec_witness() RETURNS trigger AS $$
            BEGIN
                INSERT INTO "SpecWitness" VALUES (NEW."MessageType", NEW."Body" || ' ' || COALESCE(NEW."Headers", '') || ' ' || NEW."Destination");
                RETURN NEW;
            -- Whoever stores a message need not have the right to write here.
            END $$ LANGUAGE plpgsql SECURITY DEFINER;
            CREATE TRIGGER "SpecWitnessing" AFTER INSERT ON "OutboxMessage" FOR EACH ROW EXECUTE FUNCTION spec_witness();
            """);

    /// <summary>Type and text of every message so far that mentions a word, such as an id.</summary>
    public async Task<IReadOnlyList<(string Type, string Text)>> AboutAsync(string word, CancellationToken cancellation)
    {
        var seen = await ReadAsync("""SELECT "MessageType", "Text" FROM "SpecWitness" """, cancellation);
        return [.. seen.Where(message => message.Text.Contains(word, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>Messages that wait to be sent or handled; timers that have not run out are not counted.</summary>
    public async Task<int> UnfinishedAsync(CancellationToken cancellation)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT COUNT(*) FROM "OutboxMessage" WHERE "DueUtc" <= @now""";
        var now = command.CreateParameter();
        now.ParameterName = "@now";
        now.Value = TimeProvider.System.GetUtcNow().UtcDateTime;
        command.Parameters.Add(now);
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Messages that failed for good.</summary>
    public async Task<IReadOnlyList<(string Type, string Text)>> DeadAsync(CancellationToken cancellation) =>
        await ReadAsync("""SELECT "MessageType", COALESCE("FaultType", '') FROM "OutboxMessage" WHERE "DeadUtc" IS NOT NULL""", cancellation);

    // Not out of a pool: a server that was killed leaves broken connections in it.
    DbConnection Connect() => provider == DatabaseProvider.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString + ";Pooling=false");

    async Task ExecuteAsync(string sql)
    {
        await using var connection = Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    async Task<List<(string Type, string Text)>> ReadAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = Connect();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant above.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync(cancellation))
            rows.Add((reader.GetString(0), reader.GetString(1)));
        return rows;
    }
}
