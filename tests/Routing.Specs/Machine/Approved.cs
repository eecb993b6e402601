using System.Runtime.CompilerServices;
using Shouldly;

namespace CptsReferral.Routing.Specs.Machine;

/// <summary>Compares what the machine says of itself with what is committed.</summary>
static class Approved
{
    /// <param name="file">Path from the folder of the calling spec.</param>
    public static void ShouldMatch(string text, string file, [CallerFilePath] string here = "")
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, file));
        if (Environment.GetEnvironmentVariable("CPTS_APPROVE") == "1")
            File.WriteAllText(path, text);

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        text.ShouldBe(approved, $"The machine no longer is what {Path.GetFileName(path)} says. If the change is meant, run once with CPTS_APPROVE=1 and commit the file.");
    }
}
