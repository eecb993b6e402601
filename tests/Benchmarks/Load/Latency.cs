namespace CptsReferral.Benchmarks.Load;

/// <summary>Times in milliseconds; not a number when nothing was measured.</summary>
sealed record Latency(double P50, double P99)
{
    public static Latency Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new Latency(At(sorted, 0.50), At(sorted, 0.99));
    }

    // Nearest rank.
    static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
