using System.Diagnostics;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Assets;

/// <summary>What is served is what the sources make: built again beside, byte for byte.</summary>
public sealed class The_committed_assets
{
    static readonly string Root = FindRoot();
    static readonly string Committed = Path.Combine(Root, "services", "Gateway", "wwwroot");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_those_that_their_sources_make()
    {
        Skip.When(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "npm"))) ? null : "npm is not installed");
        var built = Directory.CreateTempSubdirectory("cpts-assets-");
        try
        {
            await BuildAsync(built.FullName);

            FilesOf(built.FullName).ShouldBe(FilesOf(Committed), "Run services/Gateway/Portal/Assets/build and commit what it makes.");
            foreach (var file in FilesOf(Committed))
            {
                var (made, served) = (await ReadAsync(built.FullName, file), await ReadAsync(Committed, file));
                made.SequenceEqual(served).ShouldBeTrue($"{file} is not what its sources make.");
            }
        }
        finally
        {
            built.Delete(recursive: true);
        }
    }

    static async Task BuildAsync(string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "services", "Gateway", "Portal", "Assets", "build"))
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(folder);
        using var build = Process.Start(start)!;
        var said = build.StandardError.ReadToEndAsync(Cancellation);
        await build.StandardOutput.ReadToEndAsync(Cancellation);
        await build.WaitForExitAsync(Cancellation);
        build.ExitCode.ShouldBe(0, await said);
    }

    static Task<byte[]> ReadAsync(string folder, string file) => File.ReadAllBytesAsync(Path.Combine(folder, file), Cancellation);

    static string[] FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CptsReferral.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The specs do not run inside the repository.");
        return folder.FullName;
    }
}
