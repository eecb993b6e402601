namespace CptsReferral.Fuzz.Checking;

/// <summary>What the host wrote: no failure, and no word of a patient.</summary>
static class LogRule
{
    const int Shown = 20;

    // Two who write the same row: one is told, or decides again. Entity Framework says each time that a command failed.
    const string Handled = " fail: Microsoft.EntityFrameworkCore.";

    static readonly string[] Levels = [" fail: ", " crit: "];

    public static IReadOnlyList<Violation> Check(IEnumerable<string> lines, string prefix)
    {
        var violations = new List<Violation>();
        foreach (var line in lines)
        {
            if (line.Contains(prefix, StringComparison.Ordinal))
                violations.Add(new Violation("The log repeats nothing that was written about a patient", line[..Math.Min(line.Length, 300)]));
            if (Levels.Any(level => line.Contains(level, StringComparison.Ordinal)) && !line.Contains(Handled, StringComparison.Ordinal))
                violations.Add(new Violation("The log tells of no failure", line[..Math.Min(line.Length, 300)]));
            if (violations.Count >= Shown)
                break;
        }

        return violations;
    }
}
