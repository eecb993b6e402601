using CptsReferral.Platform.Persistence;
using Microsoft.Data.Sqlite;

namespace CptsReferral.Support.Databases;

/// <summary>A file of its own: a shared one would hide what the write lock does.</summary>
public sealed class SqliteSpecDatabase : SpecDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cpts-sqlite-");

    public override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public override string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "spec.db")}";

    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(connection);
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
