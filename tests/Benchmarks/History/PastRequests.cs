using System.Globalization;

namespace CptsReferral.Benchmarks.History;

/// <summary>
/// Years of requests that are over, made out of one real one: older and older copies, with ids of their time, by a hundred requesters and
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
        await using var rows = new RowCopies(connectionString);
        foreach (var (table, key) in Tables)
        {
            var copy = await rows.StatementAsync(
                table,
                $"""
                FROM "Referral" r
                JOIN "{table}" t ON t."{key}" = r."Id"
                CROSS JOIN generate_series($1, $2) n
                CROSS JOIN LATERAL (SELECT interval '31 days' + n * interval '150 seconds' AS age) past
                CROSS JOIN LATERAL ({CopiedIds.Text} AS text) id
                WHERE r."Id" = $3
                """,
                Copied,
                cancellation);
            for (var first = made + 1; first <= count; first += Batch)
                await rows.RunAsync([copy], cancellation, first, Math.Min(first + Batch - 1, count), template);
            await rows.TidyAsync(table, cancellation);
        }

        made = count;
    }

    static string Copied(string column, string type) => column switch
    {
        "Id" or "CorrelationId" or "OriginId" => CopiedIds.Uuid,
        "SortKey" => "id.text",
        "Reference" => "right(id.text, 12)",
        "RequesterId" => OneOf(column, 100),
        "HolderId" => OneOf(column, 10),
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => $"t.\"{column}\" - age",
        _ => $"t.\"{column}\"",
    };

    // The person of the template and others, in turns.
    static string OneOf(string column, int people) => string.Create(
        CultureInfo.InvariantCulture,
        $"CASE WHEN n % {people} = 0 THEN t.\"{column}\" ELSE ('00000000-0000-4000-8000-' || lpad(to_hex(n % {people}), 12, '0'))::uuid END");
}
