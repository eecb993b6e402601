using System.Globalization;
using Npgsql;

namespace CptsReferral.Benchmarks.History;

/// <summary>
/// Years of requests that are over, made by the database out of one real one: older and older copies, with ids of their time, by a hundred requesters and
/// ten holders. The youngest is older than the longest window of the board: what differs is what is past, and nothing else.
/// </summary>
/// <param name="connectionString">Of somebody who may write to all tables.</param>
/// <param name="template">A request that is closed.</param>
sealed class PastRequests(string connectionString, Guid template)
{
    const int Batch = 50_000;

    // Lists and boards read the referral; its saga is what gauges and clocks would meet.
    static readonly (string Table, string Key)[] Tables = [("Referral", "Id"), ("ReferralRouting", "CorrelationId")];

    int made;

    /// <summary>Adds copies until there are so many.</summary>
    public async Task ReachAsync(int count, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ConnectionString);
        foreach (var (table, key) in Tables)
        {
            var copy = await CopyAsync(source, table, key, cancellation);
            for (var first = made + 1; first <= count; first += Batch)
                await RunAsync(source, copy, cancellation, first, Math.Min(first + Batch - 1, count), template);
            await RunAsync(source, $"""VACUUM ANALYZE "{table}" """, cancellation);
        }

        made = count;
    }

    // Whatever columns there are: a new one is copied as it is.
    static async Task<string> CopyAsync(NpgsqlDataSource source, string table, string key, CancellationToken cancellation)
    {
        var columns = new List<(string Name, string Type)>();
        await using var question = source.CreateCommand("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER'");
        question.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        await using var reader = await question.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            columns.Add((reader.GetString(0), reader.GetString(1)));

        return string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO "{table}" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            SELECT {string.Join(", ", columns.Select(column => Copied(column.Name, column.Type)))}
            FROM "Referral" r
            JOIN "{table}" t ON t."{key}" = r."Id"
            CROSS JOIN generate_series($1, $2) n
            CROSS JOIN LATERAL (SELECT interval '31 days' + n * interval '150 seconds' AS years) age
            CROSS JOIN LATERAL (SELECT lpad(to_hex((extract(epoch FROM r."SubmittedUtc" - years) * 1000)::bigint), 12, '0')
                || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0') AS text) id
            WHERE r."Id" = $3
            """);
    }

    static string Copied(string column, string type) => column switch
    {
        "Id" or "CorrelationId" or "OriginId" => "id.text::uuid",
        "SortKey" => "id.text",
        "Reference" => "right(id.text, 12)",
        "RequesterId" => OneOf(column, 100),
        "HolderId" => OneOf(column, 10),
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => $"t.\"{column}\" - years",
        _ => $"t.\"{column}\"",
    };

    // The person of the template and others, in turns.
    static string OneOf(string column, int people) => string.Create(
        CultureInfo.InvariantCulture,
        $"CASE WHEN n % {people} = 0 THEN t.\"{column}\" ELSE ('00000000-0000-4000-8000-' || lpad(to_hex(n % {people}), 12, '0'))::uuid END");

    static async Task RunAsync(NpgsqlDataSource source, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
