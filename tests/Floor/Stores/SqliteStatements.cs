using Microsoft.Data.Sqlite;

namespace CptsReferral.Floor.Stores;

/// <summary>The statements of the one connection that writes, compiled once.</summary>
sealed class SqliteStatements : IDisposable
{
    const string Schema = """
        pragma journal_mode=wal;
        pragma synchronous=full;
        create table if not exists request (id text primary key, lane text not null, body blob not null, status integer not null, submitted integer not null);
        create table if not exists outbox (sequence integer primary key autoincrement, destination text not null, body blob not null);
        create table if not exists saga (id text primary key, state integer not null, version integer not null, lane text not null, due integer not null);
        create table if not exists timer (id text primary key, referral text not null, due integer not null, kind integer not null);
        create index if not exists timer_due on timer (due);
        create table if not exists worklist (referral text primary key, lane text not null, due integer not null, since integer not null);
        create index if not exists worklist_lane_due on worklist (lane, due);
        """;

    readonly SqliteCommand begin;
    readonly SqliteCommand commit;
    readonly SqliteCommand rollBack;
    readonly SqliteCommand addRequest;
    readonly SqliteCommand addLetter;
    readonly SqliteCommand forget;
    readonly SqliteCommand addSaga;
    readonly SqliteCommand addTimer;
    readonly SqliteCommand addToWorklist;
    readonly SqliteCommand markQueued;

    public SqliteStatements(SqliteConnection connection)
    {
        using (var schema = new SqliteCommand(Schema, connection))
            schema.ExecuteNonQuery();
        begin = Prepared(new SqliteCommand("begin immediate", connection));
        commit = Prepared(new SqliteCommand("commit", connection));
        rollBack = Prepared(new SqliteCommand("rollback", connection));
        addRequest = Prepared(new SqliteCommand("insert into request (id, lane, body, status, submitted) values ($1, $2, $3, 0, $4)", connection), 4);
        addLetter = Prepared(new SqliteCommand("insert into outbox (destination, body) values ($1, $2)", connection), 2);
        forget = Prepared(new SqliteCommand("delete from outbox where sequence in (select value from json_each($1))", connection), 1);
        addSaga = Prepared(new SqliteCommand("insert into saga (id, state, version, lane, due) values ($1, 0, 1, $2, $3) on conflict do nothing", connection), 3);
        addTimer = Prepared(new SqliteCommand("insert into timer (id, referral, due, kind) values ($1, $2, $3, $4)", connection), 4);
        addToWorklist = Prepared(new SqliteCommand("insert into worklist (referral, lane, due, since) values ($1, $2, $3, $4) on conflict do nothing", connection), 4);
        markQueued = Prepared(new SqliteCommand("update request set status = 1 where id = $1 and status = 0", connection), 1);
    }

    public void Begin() => begin.ExecuteNonQuery();

    public void Commit() => commit.ExecuteNonQuery();

    public void RollBack()
    {
        try
        {
            rollBack.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Some faults, such as a full disk, have rolled back already.
        }
    }

    public void AddRequest(Referral referral, byte[] body) => Run(addRequest, referral.Id, referral.Lane, body, Time(referral.SubmittedAt));

    public void AddLetter(Letter letter) => Run(addLetter, letter.Destination, letter.Body);

    public void Forget(long[] sequences) => Run(forget, $"[{string.Join(',', sequences)}]");

    /// <returns>Whether it is new.</returns>
    public bool AddSaga(Referral referral) => Run(addSaga, referral.Id, referral.Lane, Time(referral.DueAt)) == 1;

    public void AddTimer(Referral referral, Clock clock) => Run(addTimer, clock.Id, referral.Id, Time(clock.DueAt), (int)clock.Kind);

    public void AddToWorklist(Referral referral, DateTime since) => Run(addToWorklist, referral.Id, referral.Lane, Time(referral.DueAt), Time(since));

    public void MarkQueued(Referral referral) => Run(markQueued, referral.Id);

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[begin, commit, rollBack, addRequest, addLetter, forget, addSaga, addTimer, addToWorklist, markQueued])
            command.Dispose();
    }

    static SqliteCommand Prepared(SqliteCommand command, int parameters = 0)
    {
        for (var number = 1; number <= parameters; number++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}" });
        command.Prepare();
        return command;
    }

    static int Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index];
        return command.ExecuteNonQuery();
    }

    static long Time(DateTime time) => new DateTimeOffset(time).ToUnixTimeMilliseconds();
}
