using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace CptsReferral.Floor.Stores;

/// <summary>
/// SQLite has one writer at a time and one flush for each commit: a single thread takes whatever waits and commits it together, so that a flush serves everybody.
/// </summary>
sealed class SqliteWriter : IDisposable
{
    // Bounds how long the first of a group waits for the last.
    const int AtOnce = 512;

    readonly Channel<Operation> waiting = Channel.CreateUnbounded<Operation>(new UnboundedChannelOptions { SingleReader = true });
    readonly SqliteConnection connection;
    readonly Thread thread;
    SqliteStatements? statements;

    public SqliteWriter(string connectionString)
    {
        connection = new SqliteConnection(connectionString);
        thread = new Thread(Run) { IsBackground = true, Name = "writer" };
    }

    public void Start()
    {
        connection.Open();
        statements = new SqliteStatements(connection);
        thread.Start();
    }

    /// <returns>Done when the commit that holds it is durable.</returns>
    public Task WriteAsync(Action<SqliteStatements> work)
    {
        var operation = new Operation(work);
        ObjectDisposedException.ThrowIf(!waiting.Writer.TryWrite(operation), this);
        return operation.Done.Task;
    }

    public void Dispose()
    {
        waiting.Writer.TryComplete();
        if (thread.IsAlive)
            thread.Join();
        statements?.Dispose();
        connection.Dispose();
    }

    void Run()
    {
        var group = new List<Operation>(AtOnce);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < AtOnce && waiting.Reader.TryRead(out var next))
                group.Add(next);
            Commit(group);
            group.Clear();
        }
    }

    void Commit(List<Operation> group)
    {
        try
        {
            statements!.Begin();
            foreach (var operation in group)
                operation.Work(statements);
            statements.Commit();
        }
        catch (SqliteException fault)
        {
            statements!.RollBack();
            group.ForEach(operation => operation.Done.SetException(fault));
            return;
        }

        group.ForEach(operation => operation.Done.SetResult());
    }

    sealed class Operation(Action<SqliteStatements> work)
    {
        public Action<SqliteStatements> Work => work;

        // The thread that writes has no time for what comes after.
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
