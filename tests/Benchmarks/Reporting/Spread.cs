using System.Globalization;

namespace CptsReferral.Benchmarks.Reporting;

/// <summary>The median of some figures, the least and the most of them. What is not a number was not measured and does not count.</summary>
sealed record Spread(double Median, double Least, double Most)
{
    public static Spread? Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? null : new Spread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    public string ToString(string format) => string.Create(
        CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Least.ToString(format, CultureInfo.InvariantCulture)}–{Most.ToString(format, CultureInfo.InvariantCulture)})");
}
