using Npgsql;
using NpgsqlTypes;

namespace CptsReferral.Floor.Stores;

/// <summary>One round trip for each commit: statements that are sent together are one transaction.</summary>
sealed class PostgreSqlStore : IStore, IAsyncDisposable
{
    const string Schema = """
        create table if not exists request (id uuid primary key, lane text not null, body bytea not null, status smallint not null, submitted timestamptz not null);
        create table if not exists outbox (sequence bigint generated always as identity primary key, destination text not null, body bytea not null);
        create table if not exists saga (id uuid primary key, state smallint not null, version integer not null, lane text not null, due timestamptz not null);
        create table if not exists timer (id uuid primary key, referral uuid not null, due timestamptz not null, kind smallint not null);
        create index if not exists timer_due on timer (due);
        create table if not exists worklist (referral uuid primary key, lane text not null, due timestamptz not null, since timestamptz not null);
        create index if not exists worklist_lane_due on worklist (lane, due);
        """;

    const string AddRequest = "insert into request (id, lane, body, status, submitted) values ($1, $2, $3, 0, $4)";

    const string AddLetter = "insert into outbox (destination, body) values ($1, $2)";

    const string Forget = "delete from outbox where sequence = any ($1)";

    const string Next = "select sequence, destination, body from outbox order by sequence limit $1";

    // Everything hangs on the saga being new, so that a message that comes twice begins one case.
    const string AddSagas = """
        with arrived as (
            select * from unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[], $5::timestamptz[], $6::uuid[], $7::text[], $8::bytea[])
                as a (id, lane, due, reminder, reminder_due, breach, destination, body)),
        fresh as (
            insert into saga (id, state, version, lane, due) select id, 0, 1, lane, due from arrived on conflict do nothing returning id),
        clocks as (
            insert into timer (id, referral, due, kind)
            select reminder, id, reminder_due, 0 from arrived join fresh using (id)
            union all
            select breach, id, due, 1 from arrived join fresh using (id))
        insert into outbox (destination, body) select destination, body from arrived join fresh using (id)
        """;

    const string AddToWorklist = """
        with arrived as (select * from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as a (id, lane, due)),
        placed as (
            insert into worklist (referral, lane, due, since) select id, lane, due, $4 from arrived on conflict do nothing)
        update request set status = 1 from arrived where request.id = arrived.id and request.status = 0
        """;

    const string Worklist = "select referral, lane, due, since from worklist where lane = $1 order by due limit 20";

    readonly NpgsqlDataSource source;

    public PostgreSqlStore(string connectionString) => source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        // Every statement stays prepared on every connection from its first use; nothing here leaves a session that needs to be reset.
        MaxAutoPrepare = 20,
        AutoPrepareMinUsages = 1,
        NoResetOnClose = true,
    });

    public async Task PrepareAsync()
    {
        await using var command = source.CreateCommand(Schema);
        await command.ExecuteNonQueryAsync();
    }

    public async Task AcceptAsync(Submission submission, CancellationToken cancellation)
    {
        var (referral, body, letter) = submission;
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AddRequest) { Parameters = { Of(referral.Id), Of(referral.Lane), Of(body), Of(referral.SubmittedAt) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(AddLetter) { Parameters = { Of(letter.Destination), Of(letter.Body) } });
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<IReadOnlyList<OutboxRow>> NextAsync(long[] sent, int atMost, CancellationToken cancellation)
    {
        await using var batch = source.CreateBatch();
        if (sent.Length > 0)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Forget) { Parameters = { Of(sent) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Next) { Parameters = { Of(atMost) } });
        // A statement without rows has no result to step over.
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(new OutboxRow(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        // To its end: only there a commit that failed is told.
        await reader.NextResultAsync(cancellation);
        return rows;
    }

    public async Task RouteAsync(IReadOnlyList<RoutedReferral> routes, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(AddSagas);
        command.Parameters.AddRange(
            (NpgsqlParameter[])[
                Each(routes, route => route.Referral.Id),
                Each(routes, route => route.Referral.Lane),
                Times(routes, route => route.Referral.DueAt),
                Each(routes, route => route.Reminder.Id),
                Times(routes, route => route.Reminder.DueAt),
                Each(routes, route => route.Breach.Id),
                Each(routes, route => route.Letter.Destination),
                Each(routes, route => route.Letter.Body),
            ]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task QueueAsync(IReadOnlyList<Referral> referrals, DateTime since, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(AddToWorklist);
        command.Parameters.AddRange(
            (NpgsqlParameter[])[
                Each(referrals, referral => referral.Id),
                Each(referrals, referral => referral.Lane),
                Times(referrals, referral => referral.DueAt),
                Of(since),
            ]);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<IReadOnlyList<WorklistEntry>> WorklistAsync(string lane, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Worklist);
        command.Parameters.Add(Of(lane));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<WorklistEntry>();
        while (await reader.ReadAsync(cancellation))
            entries.Add(new WorklistEntry(reader.GetGuid(0), reader.GetString(1), reader.GetDateTime(2), reader.GetDateTime(3)));
        return entries;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    static NpgsqlParameter<TValue[]> Each<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value) => Of((TValue[])[.. rows.Select(value)]);

    static NpgsqlParameter<DateTime[]> Times<T>(IReadOnlyList<T> rows, Func<T, DateTime> value)
    {
        var times = Each(rows, value);
        times.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
        return times;
    }
}
