using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CptsReferral.Architecture;

/// <summary>An auditor follows its links.</summary>
public sealed partial class The_security_table
{
    static readonly string[] States = ["shown", "done", "partly", "missing", "not applicable", "the proxy's"];

    static string Text => File.ReadAllText(Path.Combine(RepositoryTree.Root, "infra/security.md"));

    [Fact]
    public void Names_only_files_that_exist() =>
        Links().Matches(Text).Select(link => link.Groups["file"].Value)
            .Where(file => !File.Exists(Path.GetFullPath(Path.Combine(RepositoryTree.Root, "infra", file))))
            .ShouldBeEmpty();

    [Fact]
    public void Says_of_each_item_how_it_stands_and_where_that_is_shown()
    {
        var rows = Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsDigit(line[2])).Select(line => line.Split('|')).ToList();

        rows.Count.ShouldBeGreaterThan(50);
        rows.Where(row => row.Length != 6 || !States.Any(state => row[3].Trim().StartsWith(state, StringComparison.Ordinal))).Select(row => row[1]).ShouldBeEmpty();
        rows.Where(row => row[3].Trim().StartsWith("shown", StringComparison.Ordinal) && !row[4].Contains("(../tests/", StringComparison.Ordinal) && !row[4].Contains("the same", StringComparison.Ordinal))
            .Select(row => row[1]).ShouldBeEmpty("what is shown is shown by a spec");
    }

    [GeneratedRegex(@"\]\((?<file>[^)#]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();
}
