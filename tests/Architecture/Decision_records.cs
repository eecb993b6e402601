using System.Globalization;
using Shouldly;
using Xunit;

namespace CptsReferral.Architecture;

public sealed class Decision_records
{
    static readonly string[] Headings = ["## Context", "## Decision", "## Status", "## Consequences"];

    [Fact]
    public void Each_has_its_four_headings_and_a_date()
    {
        var faults = new List<string>();
        foreach (var file in Records())
        {
            var lines = File.ReadAllLines(file);
            faults.AddRange(Headings.Where(heading => !lines.Contains(heading)).Select(heading => $"{RepositoryTree.Relative(file)}: no '{heading}'"));
            if (!lines.Any(line => line.StartsWith("Date: ", StringComparison.Ordinal)
                && DateOnly.TryParseExact(line[6..].Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
            {
                faults.Add($"{RepositoryTree.Relative(file)}: no 'Date: yyyy-MM-dd'");
            }
        }

        faults.ShouldBeEmpty();
    }

    static IEnumerable<string> Records() =>
        RepositoryTree.Files("infra/adr", "*.md").Where(file => !string.Equals(Path.GetFileName(file), "README.md", StringComparison.OrdinalIgnoreCase));
}
