using System.Data.Common;
using System.Globalization;
using CptsReferral.Platform.Persistence;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CptsReferral.Support.Deployed;

/// <summary>Reads rows of a running switchboard's database beside it, whatever the engine calls their types.</summary>
public sealed class DatabaseWitness
{
    readonly DatabaseProvider provider;
    readonly string connectionString;

    internal DatabaseWitness(DatabaseProvider provider, string connectionString)
    {
        this.provider = provider;
        this.connectionString = connectionString;
    }

    /// <summary>These columns of every row of a table.</summary>
    public async Task<IReadOnlyList<DatabaseRow>> RowsAsync(string table, IReadOnlyList<string> columns, CancellationToken cancellation)
    {
        DbConnection connection = provider == DatabaseProvider.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString + ";Pooling=false");
        await using (connection)
        {
            await connection.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are those of the asker, in the specs.
            command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"\"{column}\""))} FROM \"{table}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<DatabaseRow>();
            while (await reader.ReadAsync(cancellation))
            {
                var values = new Dictionary<string, object?>(StringComparer.Ordinal);
                for (var n = 0; n < columns.Count; n++)
                    values[columns[n]] = reader.IsDBNull(n) ? null : reader.GetValue(n);
                rows.Add(new DatabaseRow(values));
            }

            return rows;
        }
    }
}

/// <summary>One row: SQLite keeps ids and instants as text, a server as what they are.</summary>
public sealed class DatabaseRow(IReadOnlyDictionary<string, object?> values)
{
    public Guid Id(string column) => IdOrNone(column)!.Value;

    public Guid? IdOrNone(string column) => values[column] switch
    {
        null => null,
        Guid id => id,
        byte[] bytes => new Guid(bytes),
        var text => Guid.Parse((string)text),
    };

    public DateTime Instant(string column) => InstantOrNone(column)!.Value;

    public DateTime? InstantOrNone(string column) => values[column] switch
    {
        null => null,
        DateTime at => DateTime.SpecifyKind(at, DateTimeKind.Utc),
        var text => DateTime.Parse((string)text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
    };

    public int Number(string column) => Convert.ToInt32(values[column], CultureInfo.InvariantCulture);

    public string Text(string column) => Convert.ToString(values[column], CultureInfo.InvariantCulture) ?? "";
}
