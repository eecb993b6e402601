using System.Globalization;
using System.Text;

namespace CptsReferral.Benchmarks.Reporting;

/// <summary>What came of a run, for people. Absolute figures are this machine's; what counts is the ratio of two programs in one run.</summary>
static class MarkdownTable
{
    public static string Of(BenchOrder order, IReadOnlyList<Table> tables)
    {
        var text = new StringBuilder();
        Line(text, $"# Benchmarks: {order.Rounds} rounds in turns, {order.FlatOut.TotalSeconds:F0} s flat out and {order.AtRate.TotalSeconds:F0} s at each rate");
        Line(text, $"");
        Line(text, $"Medians, with the least and the most in brackets. {Environment.ProcessorCount} processors, shared by the load, the servers and the program.");
        foreach (var table in tables)
        {
            Line(text, $"");
            Line(text, $"## {table.Title}");
            Line(text, $"");
            Line(text, $"| what | {table.Base} | {table.Compared} | ratio |");
            Line(text, $"|---|---|---|---|");
            foreach (var row in table.Rows)
                Line(text, $"| {row.What} | {row.Base} | {row.Ours} | {row.Ratio} |");
        }

        return text.ToString();
    }

    static void Line(StringBuilder text, FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
