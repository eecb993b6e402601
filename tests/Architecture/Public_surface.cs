using System.Runtime.CompilerServices;
using Shouldly;
using Xunit;

namespace CptsReferral.Architecture;

/// <summary>A room has two doors; whatever else is public was decided, not forgotten.</summary>
public sealed class Public_surface
{
    [Fact]
    public void Is_the_approved_one()
    {
        var listing = string.Concat(Rooms.Services.SelectMany(room => room.GetExportedTypes()
            .Where(type => !IsPage(type) && type.FullName is not null && !type.FullName.Contains('<', StringComparison.Ordinal))
            .Select(type => $"{type.FullName}\n")
            .Order(StringComparer.Ordinal)));
        var file = Beside("approved-public-types.txt");
        if (Environment.GetEnvironmentVariable("CPTS_APPROVE") == "1")
        {
            File.WriteAllText(file, listing);
        }

        listing.ShouldBe(
            File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : string.Empty,
            "make the type internal; or, if another room needs it, run tests/Architecture once with CPTS_APPROVE=1 and commit approved-public-types.txt");
    }

    // The compiler makes every Razor component public; nobody decided it.
    static bool IsPage(Type type) => type.GetInterfaces().Any(contract => contract.FullName == "Microsoft.AspNetCore.Components.IComponent") || type.Name == "_Imports";

    static string Beside(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
