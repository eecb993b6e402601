using System.Globalization;
using System.Text;
using CptsReferral.Drills.Checking;
using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Reporting;

/// <summary>What came of a drill, for people.</summary>
static class MarkdownReport
{
    const int ViolationsShown = 50;
    const int OutagesShown = 100;

    public static string Of(DrillResult result)
    {
        var text = new StringBuilder();
        var order = result.Order;
        Line(text, $"# Drill: {order.Shape.ToString().ToLowerInvariant()}, {order.Seconds} s, seed {order.Seed}");
        Line(text, $"");
        Line(text, $"`tests/drill --shape {order.Shape.ToString().ToLowerInvariant()} --seconds {order.Seconds} --seed {order.Seed}{(order.Overlap ? " --overlap" : "")}{(order.Faults.Count > 0 ? $" --faults {string.Join(',', order.Faults)}" : "")}`");
        Line(text, $"");
        Line(text, $"**{result.Violations.Count} violations** in {result.History.Count} operations on {result.Evidence.Referrals.Count} requests ({result.Stories.Begun} stories begun, {result.Stories.Ended} played to their end, {order.People} at once), under {result.Outages.Count} faults. All was at rest {Seconds(result.Rest)} after the last act.");
        Violations(text, result.Violations);
        Faults(text, result);
        Operations(text, result.History);
        Ends(text, result);
        Promises(text, result.Violations);
        return text.ToString();
    }

    static void Violations(StringBuilder text, IReadOnlyList<Violation> violations)
    {
        if (violations.Count == 0)
            return;
        Line(text, $"");
        Line(text, $"## Violations");
        foreach (var violation in violations.Take(ViolationsShown))
        {
            Line(text, $"- {violation}");
            foreach (var operation in violation.Operations)
                Line(text, $"  - {operation}");
        }

        if (violations.Count > ViolationsShown)
            Line(text, $"- and {violations.Count - ViolationsShown} more");
    }

    static void Faults(StringBuilder text, DrillResult result)
    {
        Line(text, $"");
        Line(text, $"## Faults");
        Line(text, $"Recovery: from the healing of a fault until a request posted then was on its worklist{(result.Order.Overlap ? ", whatever else was amiss then" : "")}.");
        Line(text, $"");
        Line(text, $"| fault | times | median recovery | longest |");
        Line(text, $"|---|---|---|---|");
        foreach (var kind in result.Outages.GroupBy(outage => outage.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var times = kind.Select(outage => outage.Recovery).OfType<TimeSpan>().Order().ToList();
            Line(text, times.Count > 0 ? $"| {kind.Key} | {kind.Count()} | {Seconds(times[times.Count / 2])} | {Seconds(times[^1])} |" : (FormattableString)$"| {kind.Key} | {kind.Count()} | never | never |");
        }

        Line(text, $"");
        // An hour has more than anybody reads.
        var slowest = result.Outages.OrderByDescending(outage => outage.Recovery ?? TimeSpan.MaxValue).Take(OutagesShown).OrderBy(outage => outage.Struck).ToList();
        if (slowest.Count < result.Outages.Count)
            Line(text, $"The {slowest.Count} that took longest:\n");
        Line(text, $"| at | fault | what | healed after | recovered after |");
        Line(text, $"|---|---|---|---|---|");
        foreach (var outage in slowest)
            Line(text, $"| {Seconds(outage.Struck)} | {outage.Kind} | {outage.Target} | {Seconds(outage.Healed - outage.Struck)} | {(outage.Recovery is { } took ? Seconds(took) : "never")} |");
    }

    static void Operations(StringBuilder text, IReadOnlyList<Operation> history)
    {
        Line(text, $"");
        Line(text, $"## Operations");
        Line(text, $"| operation | ok | refused | unknown | undocumented |");
        Line(text, $"|---|---|---|---|---|");
        foreach (var kind in history.GroupBy(operation => operation.Kind, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            var counts = Enum.GetValues<Outcome>().Select(outcome => kind.Count(operation => operation.Outcome == outcome));
            Line(text, $"| {kind.Key} | {string.Join(" | ", counts)} |");
        }

        var codes = history.Where(operation => operation.Outcome is not Outcome.Ok).GroupBy(operation => $"{(operation.Status > 0 ? $"{operation.Status} " : "")}{operation.Code}", StringComparer.Ordinal)
            .OrderByDescending(code => code.Count()).Select(code => $"{code.Key} ({code.Count()})");
        Line(text, $"");
        Line(text, $"Not ok: {string.Join(", ", codes)}.");
    }

    static void Ends(StringBuilder text, DrillResult result)
    {
        Line(text, $"");
        Line(text, $"## Where the requests are");
        Line(text, $"| status | requests |");
        Line(text, $"|---|---|");
        foreach (var status in result.Evidence.Referrals.GroupBy(referral => referral.Status, StringComparer.Ordinal).OrderBy(status => status.Key, StringComparer.Ordinal))
            Line(text, $"| {status.Key} | {status.Count()} |");
        var mails = result.Evidence.Arrivals.Where(arrival => arrival.Channel == "mail").ToList();
        Line(text, $"");
        Line(text, $"{mails.Count} mails taken, {mails.DistinctBy(mail => mail.Identity).Count()} different ones; {result.Evidence.Arrivals.Count(arrival => arrival.Channel == "webhook")} calls of webhooks, {result.Evidence.Arrivals.Where(arrival => arrival.Channel == "webhook").DistinctBy(call => call.Identity).Count()} different ones; {result.Evidence.Poison} of poison.");
    }

    static void Promises(StringBuilder text, IReadOnlyList<Violation> violations)
    {
        Line(text, $"");
        Line(text, $"## Promises");
        Line(text, $"| promise | violations |");
        Line(text, $"|---|---|");
        foreach (var rule in Checker.Rules)
            Line(text, $"| {rule.Name} | {violations.Count(violation => violation.Rule == rule.Name)} |");
    }

    static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s");

    static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
