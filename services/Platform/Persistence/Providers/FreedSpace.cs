using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CptsReferral.Platform.Persistence.Providers;

/// <summary>Rows that were replaced stay readable in the file until their space is used again.</summary>
public static class FreedSpace
{
    /// <summary>
    /// Writes the embedded database anew, and its log empty. On a server this is the administrator's to do: it locks tables
    /// for as long as it takes.
    /// </summary>
    public static async Task ScrubAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (!database.IsSqlite())
            return;
        await database.ExecuteSqlRawAsync("VACUUM", cancellationToken);
        await database.EmptyLogAsync(cancellationToken);
    }

    /// <summary>Empties the log that changes were written to first, where that is a file of ours: what was erased can still be read in it. A server has its own
    /// housekeeping. While somebody reads, the log stays for the next time.</summary>
    public static async Task EmptyLogAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.IsSqlite())
            await database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
    }
}
