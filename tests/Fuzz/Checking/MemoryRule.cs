namespace CptsReferral.Fuzz.Checking;

/// <summary>The host needs no more memory after all requests than after half of them.</summary>
static class MemoryRule
{
    const string Promise = "Memory does not grow with the number of requests";
    const long Megabyte = 1024 * 1024;

    // Generous: files of 25 MB come and go, and a collection is the runtime's own affair.
    const long Ceiling = 1_500 * Megabyte;
    const long Slack = 300 * Megabyte;
    const double Ratio = 1.5;

    // Enough to tell a slope from a step.
    const int Looks = 10;

    /// <summary>After how many requests it is looked at again; half of all is one of those times.</summary>
    public static int Between(int requests) => Math.Max(1, requests / Looks);

    public static IEnumerable<Violation> Check(IReadOnlyList<MemorySample> samples)
    {
        if (samples is not [_, .., var whole] || samples.LastOrDefault(sample => sample.Requests <= whole.Requests / 2) is not { Requests: > 0 } half)
            yield break;
        if (whole.WorkingSet > Ceiling)
            yield return new Violation(Promise, $"{whole.WorkingSet / Megabyte} MB are more than {Ceiling / Megabyte} MB");
        if (whole.WorkingSet > (half.WorkingSet * Ratio) + Slack)
            yield return new Violation(Promise, $"{half.WorkingSet / Megabyte} MB after {half.Requests} requests, {whole.WorkingSet / Megabyte} MB after {whole.Requests}");
    }
}
