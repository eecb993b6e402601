using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Messaging.Specs.Grounds;

/// <summary>What a host asks of its database, unit of work by unit of work.</summary>
public sealed class DatabaseWork : SaveChangesInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor
{
    private readonly ConcurrentQueue<(DbContextId Unit, string What)> _done = new();

    /// <summary>Registers it in a host; it stands on no queue.</summary>
    public Room Watched => new(_ => { }, services => services.AddSingleton<IInterceptor>(this));

    /// <summary>What one unit of work did, in its order.</summary>
    /// <param name="unit">Its lease of a context.</param>
    public IReadOnlyList<string> Of(DbContextId unit) => [.. _done.Where(work => work.Unit == unit).Select(work => work.What)];

    public ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context, eventData.CommandSource);
        return ValueTask.FromResult(result);
    }

    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context, eventData.CommandSource);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (result > 0)
            Note(eventData.Context, "save");
        return ValueTask.FromResult(result);
    }

    public Task CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context, "savepoint");
        return Task.CompletedTask;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Note(eventData.Context, "commit");
        return Task.CompletedTask;
    }

    // The commands of a save are one statement on one engine and several on another.
    private void Note(DbContext? db, CommandSource source)
    {
        if (source != CommandSource.SaveChanges)
            Note(db, source == CommandSource.LinqQuery ? "question" : "command");
    }

    private void Note(DbContext? db, string what)
    {
        if (db is not null)
            _done.Enqueue((db.ContextId, what));
    }
}
