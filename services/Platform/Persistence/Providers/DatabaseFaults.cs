using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CptsReferral.Platform.Persistence.Providers;

/// <summary>Reads what an engine complained of, without reading its prose.</summary>
public static class DatabaseFaults
{
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

    // The disk cannot be written to: no room on it, mostly. Nothing of the transaction stays.
    private const int SqliteIo = 10;
    private const int SqliteFull = 13;

    // No answer in time, and the ways in which a server or the line to it goes away.
    private static readonly int[] SqlServerAway = [-2, -1, 2, 53, 64, 233, 258, 4060, 10053, 10054, 10060, 10061, 40197, 40501, 40613];

    /// <summary>A row with this key exists already.</summary>
    public static bool IsUniqueViolation(this DbUpdateException fault) => fault.InnerException switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation,
        SqlException server => server.Number is 2601 or 2627,
        _ => false,
    };

    /// <summary>The server keeps no snapshots of this database (<see cref="Snapshots"/>): an administrator has to allow them.</summary>
    public static bool IsSnapshotNotAllowed(this DbException fault) => fault is SqlException { Number: 3952 };

    /// <summary>The database is not there, is going, or has no time or no room: the same call may succeed a moment later. Whether a commit
    /// that was under way came through is not known.</summary>
    public static bool IsDatabaseAway(this Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteIo or SqliteFull } or DbException { IsTransient: true }
                || (cause is SqlException server && SqlServerAway.Contains(server.Number)))
            {
                return true;
            }
        }

        return false;
    }
}
