using System.Runtime.CompilerServices;
using Shouldly;

namespace CptsReferral.Gateway.Specs.OpenApi;

/// <summary>Compares what a host publishes with the file that clients read.</summary>
static class Committed
{
    public static void ShouldMatch(string text, string file, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Root(here), file);
        if (Environment.GetEnvironmentVariable("CPTS_APPROVE") == "1")
            File.WriteAllText(path, text);

        var committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (text == committed)
            return;
        var lines = text.Split('\n').Zip(committed.Split('\n')).Index().FirstOrDefault(line => line.Item.First != line.Item.Second);
        throw new ShouldAssertException($"{file} no longer says what the host does; first difference at line {Line(lines)}. Clients are written against it. "
            + $"If the change is meant, run the specs once with CPTS_APPROVE=1 and commit {file}.");

        static string Line((int Index, (string First, string Second) Item) difference) =>
            $"{difference.Index + 1}: now '{difference.Item.First?.Trim()}', committed '{difference.Item.Second?.Trim()}'";
    }

    static string Root(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        while (!File.Exists(Path.Combine(folder, "CptsReferral.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The specs run from the repository.");
        return folder;
    }
}
