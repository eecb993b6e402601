using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CptsReferral.Platform.Persistence.Providers;

/// <summary>Whose turn it is to migrate, once the one whose turn it was is no more.</summary>
public static class AbandonedMigration
{
    // Longer than a migration of the embedded database takes; one that takes longer holds the database's own write lock, and nobody gets past that.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>
    /// On the embedded engine Entity Framework writes its turn down as a row and waits for ever for that of a program that was killed meanwhile
    /// (Microsoft.EntityFrameworkCore.Sqlite 10, <c>SqliteHistoryRepository.AcquireDatabaseLockAsync</c>). A row that is older than any turn takes, or from the future,
    /// is such a one and is removed. A server forgets a turn with the connection that had it.
    /// </summary>
    public static async Task ForgetAbandonedMigrationAsync(this DatabaseFacade database, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (!database.IsSqlite())
            return;
        var there = await database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'").SingleAsync(cancellationToken);
        if (there > 0)
            await database.ExecuteSqlRawAsync(
                "DELETE FROM \"__EFMigrationsLock\" WHERE abs(julianday(\"Timestamp\") - julianday({0})) > {1}",
                [now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture), Longest.TotalDays],
                cancellationToken);
    }
}
