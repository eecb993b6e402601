namespace CptsReferral.Benchmarks.History;

/// <summary>Ids of copied requests, in SQL: version 7, of the time at which the <c>n</c>th copy was submitted, <c>age</c> before the original <c>r</c>.</summary>
static class CopiedIds
{
    /// <summary>32 hexadecimal digits.</summary>
    public const string Text = """
        SELECT lpad(to_hex((extract(epoch FROM r."SubmittedUtc" - age) * 1000)::bigint), 12, '0')
            || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0')
        """;

    /// <summary>The same as the column <c>text</c> of <c>id</c>.</summary>
    public const string Uuid = "id.text::uuid";
}
