using CptsReferral.Platform.Persistence;
using Npgsql;

namespace CptsReferral.Support.Databases;

internal sealed class PostgreSqlSpecDatabase(string connectionString, Func<Task> drop) : SpecDatabase
{
    public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public override string ConnectionString => connectionString;

    public override async ValueTask DisposeAsync()
    {
        using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        await drop();
    }
}
