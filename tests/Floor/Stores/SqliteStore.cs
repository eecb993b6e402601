using Microsoft.Data.Sqlite;

namespace CptsReferral.Floor.Stores;

/// <summary>One thread writes; whoever reads has a connection of their own.</summary>
sealed class SqliteStore(string connectionString) : IStore, IDisposable
{
    const string Next = "select sequence, destination, body from outbox order by sequence limit $limit";

    const string Worklist = "select referral, lane, due, since from worklist where lane = $lane order by due limit 20";

    readonly SqliteWriter writer = new(connectionString);

    public Task PrepareAsync()
    {
        writer.Start();
        return Task.CompletedTask;
    }

    public Task AcceptAsync(Submission submission, CancellationToken cancellation) => writer.WriteAsync(statements =>
    {
        statements.AddRequest(submission.Referral, submission.Body);
        statements.AddLetter(submission.Letter);
    });

    public async Task<IReadOnlyList<OutboxRow>> NextAsync(long[] sent, int atMost, CancellationToken cancellation)
    {
        if (sent.Length > 0)
            await writer.WriteAsync(statements => statements.Forget(sent));
        await using var connection = await OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = Next;
        command.Parameters.AddWithValue("$limit", atMost);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync(cancellation))
            rows.Add(new OutboxRow(reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return rows;
    }

    public Task RouteAsync(IReadOnlyList<RoutedReferral> routes, CancellationToken cancellation) => writer.WriteAsync(statements =>
    {
        foreach (var route in routes)
        {
            // Everything hangs on the saga being new, so that a message that comes twice begins one case.
            if (!statements.AddSaga(route.Referral))
                continue;
            statements.AddTimer(route.Referral, route.Reminder);
            statements.AddTimer(route.Referral, route.Breach);
            statements.AddLetter(route.Letter);
        }
    });

    public Task QueueAsync(IReadOnlyList<Referral> referrals, DateTime since, CancellationToken cancellation) => writer.WriteAsync(statements =>
    {
        foreach (var referral in referrals)
        {
            statements.AddToWorklist(referral, since);
            statements.MarkQueued(referral);
        }
    });

    public async Task<IReadOnlyList<WorklistEntry>> WorklistAsync(string lane, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = Worklist;
        command.Parameters.AddWithValue("$lane", lane);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<WorklistEntry>();
        while (await reader.ReadAsync(cancellation))
            entries.Add(new WorklistEntry(reader.GetGuid(0), reader.GetString(1), Time(reader.GetInt64(2)), Time(reader.GetInt64(3))));
        return entries;
    }

    public void Dispose() => writer.Dispose();

    static DateTime Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;

    async Task<SqliteConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
