using CptsReferral.Benchmarks.Measures;

namespace CptsReferral.Benchmarks.Reporting;

/// <summary>Which figures of a measure are shown.</summary>
static class Tables
{
    public static Table Of(BenchOrder order, DuelResult result) => new(result.Shape, "floor", "ours", [.. Rows(order, result.Rounds)]);

    public static Table Of(IReadOnlyList<(Rest Empty, Rest Ours)> rounds) => new(
        "standalone, at rest",
        "empty API",
        "ours",
        [
            Row.Of("from the start of the process to the first 201, ms", rounds, rest => rest.Start.TotalMilliseconds, "F0"),
            Row.Of("memory then, MB", rounds, rest => rest.Memory / (1024.0 * 1024), "F0"),
            Row.Of("processor while idle, % of one core", rounds, rest => rest.Idle * 100, "F2"),
        ]);

    public static Table Of(IReadOnlyList<(PageTimes Few, PageTimes Many)> rounds) => new(
        "split, beside past requests",
        FormattableString.Invariant($"{Pages.Few:N0}"),
        FormattableString.Invariant($"{Pages.Many:N0}"),
        [
            Row.Of("a desk's worklist, p50, ms", rounds, times => times.Worklist.P50, "F1"),
            Row.Of("a desk's worklist, p99, ms", rounds, times => times.Worklist.P99, "F1"),
            Row.Of("a requester's own list, p50, ms", rounds, times => times.Own.P50, "F1"),
            Row.Of("a requester's own list, p99, ms", rounds, times => times.Own.P99, "F1"),
            Row.Of("the board, p50, ms", rounds, times => times.Board.P50, "F1"),
            Row.Of("the board, p99, ms", rounds, times => times.Board.P99, "F1"),
            Row.Of("a claim, p50, ms", rounds, times => times.Claim.P50, "F1"),
            Row.Of("a claim, p99, ms", rounds, times => times.Claim.P99, "F1"),
        ]);

    public static IEnumerable<Table> Of(ClockTimes times) =>
    [
        new(
            FormattableString.Invariant($"split, {Clocks.Due:N0} clocks due among {Clocks.Open:N0}"),
            "raw claims, 500 at once",
            "ours",
            [Row.Of("until each saga has acted and stored what comes next, s", times.Due, took => took.TotalSeconds, "F2")]),
        new(
            "split, a look that finds nothing due",
            "fresh index",
            FormattableString.Invariant($"after {Clocks.Claimed:N0} claims"),
            [
                Row.Of("p50, ms", [times.Look], look => look.P50, "F2"),
                Row.Of("p99, ms", [times.Look], look => look.P99, "F2"),
            ]),
        new(
            "split, idle beside open clocks",
            "1",
            FormattableString.Invariant($"{Clocks.Open:N0}"),
            [
                Row.Of("hosts, % of one core", [times.Idle], idle => idle.Hosts * 100, "F2"),
                Row.Of("database server, % of one core", [times.Idle], idle => idle.Database * 100, "F2"),
            ]),
    ];

    static IEnumerable<Row> Rows(BenchOrder order, IReadOnlyList<(Round Floor, Round Ours)> rounds)
    {
        yield return Row.Of("accepted requests a second, flat out", rounds, round => round.FlatOut.Accepts, "F0");
        yield return Row.Of("on their worklist a second, drain included", rounds, round => round.FlatOut.Flows, "F0");
        yield return Row.Of($"drain after {order.FlatOut.TotalSeconds:F0} s flat out, s", rounds, round => round.FlatOut.Drain.TotalSeconds, "F1");
        yield return Row.Of("answers other than 201", rounds, round => round.FlatOut.Refused, "F0");
        foreach (var (index, rate) in order.Rates.Index())
        {
            yield return Row.Of($"acknowledged at {rate}/s, p50, ms", rounds, round => round.AtRate[index].Accepts.P50, "F1");
            yield return Row.Of($"acknowledged at {rate}/s, p99, ms", rounds, round => round.AtRate[index].Accepts.P99, "F1");
            yield return Row.Of($"on the worklist at {rate}/s, p50, ms", rounds, round => round.AtRate[index].EndToEnd.P50, "F1");
            yield return Row.Of($"on the worklist at {rate}/s, p99, ms", rounds, round => round.AtRate[index].EndToEnd.P99, "F1");
            yield return Row.Of($"not on the worklist a minute after {rate}/s", rounds, round => round.AtRate[index].Missing, "F0");
        }
    }
}
