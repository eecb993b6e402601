namespace CptsReferral.EndToEnd.Specs.Observability;

/// <summary>The names of the samples in a Prometheus text page.</summary>
static class MetricsPage
{
    public static HashSet<string> Names(string page) =>
    [
        .. page.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => line[..line.AsSpan().IndexOfAny('{', ' ')]),
    ];
}
