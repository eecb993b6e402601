using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace CptsReferral.Platform.Persistence.Providers;

/// <summary>The only place that knows one engine from another when a context is set up.</summary>
public static class ProviderChoice
{
    const int PreparedStatements = 200;

    /// <summary>
    /// Sets the context up for the configured engine. No execution strategy of EF retries here: a retry belongs to
    /// the endpoint or the request, which starts again with a new context.
    /// </summary>
    public static DbContextOptionsBuilder UseDatabase(this DbContextOptionsBuilder options, DatabaseOptions database)
    {
        var migrations = $"CptsReferral.Migrations.{database.Provider}";
        _ = database.Provider switch
        {
            DatabaseProvider.Sqlite => options
                .UseSqlite(database.ConnectionString, sqlite => sqlite.MigrationsAssembly(migrations))
                .AddInterceptors(SqlitePragmas.Instance),
            DatabaseProvider.PostgreSql => options
                .UseNpgsql(Prepared(database.ConnectionString), postgres => postgres.MigrationsAssembly(migrations)),
            DatabaseProvider.SqlServer => options
                .UseSqlServer(database.ConnectionString, server => server.MigrationsAssembly(migrations)),
            _ => throw new InvalidOperationException($"{DatabaseOptions.Section}:{nameof(database.Provider)} is not set."),
        };
        return options.ReplaceService<IModelCacheKeyFactory, ModelPartsCacheKeyFactory>();
    }

    // The statements of a host are a few hundred, always the same: parsed and planned once a connection, not once a call. An operator whose pooler does not
    // carry prepared statements sets Max Auto Prepare=0. Nothing here changes the state of a session, so that nothing has to be put back before the next one
    // has it.
    static string Prepared(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.ShouldSerialize("Max Auto Prepare"))
            connection.MaxAutoPrepare = PreparedStatements;
        if (!connection.ShouldSerialize("No Reset On Close"))
            connection.NoResetOnClose = true;
        return connection.ConnectionString;
    }

    internal static bool Reads(DatabaseProvider provider, string connectionString)
    {
        try
        {
            DbConnectionStringBuilder reading = provider switch
            {
                DatabaseProvider.Sqlite => new SqliteConnectionStringBuilder(connectionString),
                DatabaseProvider.PostgreSql => new NpgsqlConnectionStringBuilder(connectionString),
                _ => new SqlConnectionStringBuilder(connectionString),
            };
            return reading.Count > 0;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            // The parsers quote what they could not read, which may be a password.
            return false;
        }
    }
}
