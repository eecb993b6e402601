using System.Runtime.CompilerServices;
using Shouldly;

namespace CptsReferral.Contracts.Specs;

/// <summary>Compares a listing with the committed one; names are relative to the repository.</summary>
static class Approved
{
    public static void ShouldMatch(string listing, string file, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "../..", file);
        if (Environment.GetEnvironmentVariable("CPTS_APPROVE") == "1")
        {
            File.WriteAllText(path, listing);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty;
        listing.ShouldBe(approved, $"{file} no longer says what is on the wire. Messages in flight and other versions of a host still speak the old "
            + $"form. If the change is meant, run the specs once with CPTS_APPROVE=1 and commit {file}.");
    }
}
