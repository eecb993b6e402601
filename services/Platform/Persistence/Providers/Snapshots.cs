using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CptsReferral.Platform.Persistence.Providers;

/// <summary>One instant of the whole database, read while others go on writing.</summary>
public static class Snapshots
{
    /// <summary>
    /// Opens the connection and a transaction that sees what was committed when it first reads, and nothing later; it makes no writer wait.
    /// SQL Server keeps such snapshots only where <c>ALLOW_SNAPSHOT_ISOLATION</c> is on, and fails at the first read otherwise.
    /// </summary>
    public static async Task<DbTransaction> BeginSnapshotAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await database.OpenConnectionAsync(cancellationToken);
        return database.GetDbConnection() switch
        {
            // Not deferred, it would take the lock of the one who writes.
            SqliteConnection sqlite => sqlite.BeginTransaction(deferred: true),
            var server => await server.BeginTransactionAsync(database.IsSqlServer() ? IsolationLevel.Snapshot : IsolationLevel.RepeatableRead, cancellationToken),
        };
    }
}
