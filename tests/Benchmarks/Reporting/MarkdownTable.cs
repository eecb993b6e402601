using System.Globalization;
using System.Text;
using CptsReferral.Benchmarks.Measures;

namespace CptsReferral.Benchmarks.Reporting;

/// <summary>What came of a run, for people. Absolute figures are this machine's; what counts is the ratio of two programs in one run.</summary>
static class MarkdownTable
{
    public static string Of(BenchOrder order, IReadOnlyList<DuelResult> results)
    {
        var text = new StringBuilder();
        Line(text, $"# Benchmarks: {order.Rounds} rounds in turns, {order.FlatOut.TotalSeconds:F0} s flat out and {order.AtRate.TotalSeconds:F0} s at each rate");
        Line(text, $"");
        Line(text, $"Medians, with the least and the most in brackets. {Environment.ProcessorCount} processors, shared by the load, the servers and the program.");
        foreach (var result in results)
        {
            Line(text, $"");
            Line(text, $"## {result.Shape}");
            Line(text, $"");
            Line(text, $"| what | floor | ours | ours : floor |");
            Line(text, $"|---|---|---|---|");
            foreach (var row in Rows(order, result))
                Line(text, $"| {row.What} | {row.Floor} | {row.Ours} | {row.Ratio} |");
        }

        return text.ToString();
    }

    static IEnumerable<Row> Rows(BenchOrder order, DuelResult result)
    {
        yield return RowOf("accepted requests a second, flat out", result, round => round.FlatOut.Accepts, "F0");
        yield return RowOf("on their worklist a second, drain included", result, round => round.FlatOut.Flows, "F0");
        yield return RowOf($"drain after {order.FlatOut.TotalSeconds:F0} s flat out, s", result, round => round.FlatOut.Drain.TotalSeconds, "F1");
        yield return RowOf("answers other than 201", result, round => round.FlatOut.Refused, "F0");
        foreach (var (index, rate) in order.Rates.Index())
        {
            yield return RowOf($"acknowledged at {rate}/s, p50, ms", result, round => round.AtRate[index].Accepts.P50, "F1");
            yield return RowOf($"acknowledged at {rate}/s, p99, ms", result, round => round.AtRate[index].Accepts.P99, "F1");
            yield return RowOf($"on the worklist at {rate}/s, p50, ms", result, round => round.AtRate[index].EndToEnd.P50, "F1");
            yield return RowOf($"on the worklist at {rate}/s, p99, ms", result, round => round.AtRate[index].EndToEnd.P99, "F1");
            yield return RowOf($"not on the worklist a minute after {rate}/s", result, round => round.AtRate[index].Missing, "F0");
        }
    }

    static Row RowOf(string what, DuelResult result, Func<Round, double> figure, string format) => new(
        what,
        Spread.Of(result.Rounds.Select(round => figure(round.Floor)))?.ToString(format) ?? "–",
        Spread.Of(result.Rounds.Select(round => figure(round.Ours)))?.ToString(format) ?? "–",
        Spread.Of(result.Rounds.Select(round => figure(round.Ours) / figure(round.Floor)))?.ToString("F2") ?? "–");

    static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));

    sealed record Row(string What, string Floor, string Ours, string Ratio);
}
