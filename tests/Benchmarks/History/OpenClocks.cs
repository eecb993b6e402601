namespace CptsReferral.Benchmarks.History;

/// <summary>Open requests with their sagas and alarms, made out of one real one that waits on its worklist.</summary>
/// <param name="rows">Of the switchboard's database.</param>
/// <param name="template">Its clock runs day and night, so that a copy's alarm moves with the hour at which it was submitted.</param>
sealed class OpenClocks(RowCopies rows, Guid template)
{
    const int Batch = 50_000;

    // The first alarm of the template is twelve hours away: none of these rings while anything is measured.
    const string Young = "n % 21600 * interval '1 second'";

    const string JustDue = """alarm."DueUtc" - now() + interval '1 second' """;

    const string Message = "md5('message' || n)::uuid";
    const string Token = "md5('token' || n)::uuid";

    static readonly (string Table, string Join)[] Tables =
    [
        ("Referral", """t."Id" = r."Id" """),
        ("ReferralRouting", """t."CorrelationId" = r."Id" """),
        ("OutboxMessage", """t."Sequence" = alarm."Sequence" """),
    ];

    int made;

    /// <summary>Adds requests of the last hours, whose alarms are hours away.</summary>
    public async Task AddAsync(int count, CancellationToken cancellation)
    {
        for (var left = count; left > 0; left -= Batch)
            await AddAsync(Math.Min(Batch, left), Young, cancellation);
        foreach (var (table, _) in Tables)
            await rows.TidyAsync(table, cancellation);
    }

    /// <summary>Adds requests whose alarms are all due, visible at one moment.</summary>
    public Task AddDueAsync(int count, CancellationToken cancellation) => AddAsync(count, JustDue, cancellation);

    async Task AddAsync(int count, string age, CancellationToken cancellation)
    {
        var statements = new List<string>();
        foreach (var (table, join) in Tables)
            statements.Add(await rows.StatementAsync(table, From(table, join, age), Copied, cancellation));
        await rows.RunAsync(statements, cancellation, made + 1, made + count, template);
        made += count;
    }

    static string From(string table, string join, string age) => $"""
        FROM "Referral" r
        JOIN "OutboxMessage" alarm ON alarm."CorrelationId" = r."Id" AND alarm."TokenId" IS NOT NULL
        JOIN "{table}" t ON {join}
        CROSS JOIN generate_series($1, $2) n
        CROSS JOIN LATERAL (SELECT {age} AS age) past
        CROSS JOIN LATERAL ({CopiedIds.Text} AS text) id
        WHERE r."Id" = $3
        """;

    static string Copied(string column, string type) => column switch
    {
        "Id" or "CorrelationId" or "OriginId" => CopiedIds.Uuid,
        "SortKey" or "OwedKey" => "id.text",
        "Reference" => "right(id.text, 12)",
        "MessageId" => Message,
        "TokenId" or "ClockAlarmToken" => Token,
        // What is sent names itself.
        "Body" or "Headers" => $"""replace(replace(replace(t."{column}", t."MessageId"::text, {Message}::text), t."TokenId"::text, {Token}::text), t."CorrelationId"::text, {CopiedIds.Uuid}::text)""",
        _ when type.StartsWith("timestamp", StringComparison.Ordinal) => $"t.\"{column}\" - age",
        _ => $"t.\"{column}\"",
    };
}
