using CptsReferral.Support.Databases;
using Npgsql;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>The limit for clocks: a table of timers with an index, claimed 500 at a time by one statement each; nothing is done with them.</summary>
sealed class RawTimers(Ground ground) : IAsyncDisposable
{
    const int Batch = 500;

    SpecDatabase? database;
    NpgsqlDataSource? source;

    /// <summary>Makes so many that are days away.</summary>
    public async Task StartAsync(int count, CancellationToken cancellation)
    {
        database = await ground.Databases.DatabaseAsync(cancellation);
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { CommandTimeout = 0 }.ConnectionString);
        await DoAsync("CREATE TABLE timer (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, due timestamptz NOT NULL, holder uuid, body text NOT NULL)", cancellation);
        await AddAsync(count, TimeSpan.FromDays(3), cancellation);
        await DoAsync("CREATE INDEX ON timer (due, id)", cancellation);
        await DoAsync("VACUUM ANALYZE timer", cancellation);
    }

    /// <summary>Adds so many that are due, and claims until there is none left.</summary>
    /// <returns>How long the claims took.</returns>
    public async Task<TimeSpan> ClaimAsync(int count, CancellationToken cancellation)
    {
        await AddAsync(count, -TimeSpan.FromMinutes(1), cancellation);
        var startedAt = TimeProvider.System.GetTimestamp();
        while (await ClaimAsync(cancellation) > 0)
        {
        }

        return TimeProvider.System.GetElapsedTime(startedAt);
    }

    public async ValueTask DisposeAsync()
    {
        if (source is not null)
            await source.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    async Task<int> ClaimAsync(CancellationToken cancellation)
    {
        await using var claim = source!.CreateCommand(
            """
            UPDATE timer SET due = now() + interval '1 day', holder = $1
            WHERE id = ANY(ARRAY(SELECT id FROM timer WHERE due <= now() ORDER BY due, id LIMIT $2 FOR UPDATE SKIP LOCKED))
            RETURNING id, body
            """);
        claim.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        claim.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Batch });
        await using var reader = await claim.ExecuteReaderAsync(cancellation);
        var claimed = 0;
        while (await reader.ReadAsync(cancellation))
            claimed++;
        return claimed;
    }

    async Task AddAsync(int count, TimeSpan due, CancellationToken cancellation)
    {
        await using var add = source!.CreateCommand("INSERT INTO timer (due, body) SELECT now() + $1 + n * interval '1 millisecond', repeat('x', 1000) FROM generate_series(1, $2) n");
        add.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = due });
        add.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await add.ExecuteNonQueryAsync(cancellation);
    }

    async Task DoAsync(string sql, CancellationToken cancellation)
    {
        await using var command = source!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
