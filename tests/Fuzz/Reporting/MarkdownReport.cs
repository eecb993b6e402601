using System.Globalization;
using System.Text;
using CptsReferral.Fuzz.Checking;
using CptsReferral.Fuzz.Requests;

namespace CptsReferral.Fuzz.Reporting;

/// <summary>What came of a run, for people.</summary>
static class MarkdownReport
{
    const int ViolationsShown = 60;
    const double Megabyte = 1024 * 1024;

    public static string Of(FuzzResult result)
    {
        var text = new StringBuilder();
        var order = result.Order;
        Line(text, $"# Fuzz: {order.Requests} requests, seed {order.Seed}");
        Line(text, $"");
        Line(text, $"`tests/fuzz --requests {order.Requests} --seed {order.Seed} --parallel {order.Parallel} --database {order.Database}`");
        Line(text, $"");
        Line(text, $"**{result.Violations.Count} violations** in {result.Ledger.Sent} requests to {result.Operations.Count} operations, {order.Parallel} at once, in {result.Took.TotalSeconds:F0} s ({order.Requests / result.Took.TotalSeconds:F0} a second).");
        Violations(text, result.Violations);
        Memory(text, result.Memory);
        Kinds(text, result.Ledger);
        Operations(text, result);
        Table(text, "Valid ones that were refused", "operation and reason", result.Ledger.Refused);
        Table(text, "What was wrong", "mutation", result.Ledger.Mutations);
        Table(text, "Codes of errors", "status and code", result.Ledger.Codes);
        return text.ToString();
    }

    static void Violations(StringBuilder text, IReadOnlyList<Violation> violations)
    {
        if (violations.Count == 0)
            return;
        Line(text, $"");
        Line(text, $"## Violations");
        foreach (var violation in violations.Take(ViolationsShown))
            Line(text, $"- {violation}");
        if (violations.Count > ViolationsShown)
            Line(text, $"- and {violations.Count - ViolationsShown} more");
    }

    static void Memory(StringBuilder text, IReadOnlyList<MemorySample> samples)
    {
        Line(text, $"");
        Line(text, $"## Memory of the host");
        Line(text, $"| after requests | working set | managed heap |");
        Line(text, $"|---|---|---|");
        foreach (var sample in samples)
            Line(text, $"| {sample.Requests} | {sample.WorkingSet / Megabyte:F0} MB | {sample.Heap / Megabyte:F0} MB |");
    }

    static void Kinds(StringBuilder text, Ledger ledger)
    {
        Line(text, $"");
        Line(text, $"## Kinds");
        Line(text, $"No answer: the line was closed, which is all that some broken requests deserve.");
        Line(text, $"");
        Line(text, $"| kind | requests | 2xx | 3xx | 4xx | 5xx | no answer |");
        Line(text, $"|---|---|---|---|---|---|---|");
        foreach (var kind in Enum.GetValues<Kind>())
        {
            var counts = ledger.Counts.Where(count => count.Key.Kind == kind).ToList();
            Line(text, $"| {kind.ToString().ToLowerInvariant()} | {counts.Sum(count => count.Value)} | {In(counts, 2)} | {In(counts, 3)} | {In(counts, 4)} | {In(counts, 5)} | {In(counts, 0)} |");
        }
    }

    static void Operations(StringBuilder text, FuzzResult result)
    {
        Line(text, $"");
        Line(text, $"## Operations");
        Line(text, $"| operation | requests | valid ones: 2xx | statuses |");
        Line(text, $"|---|---|---|---|");
        foreach (var operation in result.Operations)
        {
            var counts = result.Ledger.Counts.Where(count => count.Key.Operation == operation.Id).ToList();
            var valid = counts.Where(count => count.Key.Kind == Kind.Valid).ToList();
            var statuses = counts.GroupBy(count => count.Key.Status).OrderBy(group => group.Key)
                .Select(group => $"{(group.Key == 0 ? "none" : group.Key.ToString(CultureInfo.InvariantCulture))}: {group.Sum(count => count.Value)}");
            Line(text, $"| {operation} | {counts.Sum(count => count.Value)} | {In(valid, 2)} of {valid.Sum(count => count.Value)} | {string.Join(", ", statuses)} |");
        }
    }

    static void Table(StringBuilder text, string title, string what, IReadOnlyDictionary<string, int> counts)
    {
        Line(text, $"");
        Line(text, $"## {title}");
        Line(text, $"| {what} | requests |");
        Line(text, $"|---|---|");
        foreach (var (name, count) in counts.OrderBy(one => one.Key, StringComparer.Ordinal))
            Line(text, $"| {name} | {count} |");
    }

    static int In(IEnumerable<KeyValuePair<(string Operation, Kind Kind, int Status), int>> counts, int hundred) =>
        counts.Where(count => count.Key.Status / 100 == hundred).Sum(count => count.Value);

    static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
