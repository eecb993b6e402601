using Npgsql;

namespace CptsReferral.Benchmarks.History;

/// <summary>Makes many rows out of one, in the database itself.</summary>
/// <param name="connectionString">Of somebody who may write to all tables.</param>
sealed class RowCopies(string connectionString) : IAsyncDisposable
{
    readonly NpgsqlDataSource source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ConnectionString);

    /// <summary>A statement that stores copies. Whatever columns the table has: a new one is copied as it is.</summary>
    /// <param name="from">Where the row comes from, as <c>t</c>, and how often.</param>
    /// <param name="copied">What stands in a column, by its name and type.</param>
    public async Task<string> StatementAsync(string table, string from, Func<string, string, string> copied, CancellationToken cancellation)
    {
        var columns = new List<(string Name, string Type)>();
        await using var question = source.CreateCommand(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO'");
        question.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var reader = await question.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            columns.Add((reader.GetString(0), reader.GetString(1)));

        return $"""
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            SELECT {string.Join(", ", columns.Select(column => copied(column.Name, column.Type)))}
            {from}
            """;
    }

    /// <summary>All statements with the same values, in one transaction.</summary>
    public async Task RunAsync(IEnumerable<string> statements, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var statement in statements)
        {
#pragma warning disable CA2100 // Made here, of the names of our own columns.
            await using var command = new NpgsqlCommand(statement, connection, transaction);
#pragma warning restore CA2100
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>As the server does by itself after a while.</summary>
    public async Task TidyAsync(string table, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"""VACUUM ANALYZE "{table}" """);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<long> CountAsync(string table, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"""SELECT count(*) FROM "{table}" """);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
