using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using CptsReferral.Support;
using CptsReferral.Support.Deployed;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Readme;

/// <summary>Pastes the README's own commands into a shell.</summary>
public sealed partial class The_readme_tour(StandaloneDemo demo) : IClassFixture<StandaloneDemo>
{
    const string Section = "## Five minutes with curl";

    // Stops at the first failure, and notes how each curl ended, also those whose result a pipe would hide.
    const string Prelude = """
        set -euo pipefail
        curl() { local code=0; command curl "$@" || code=$?; echo "$code" >>curls; return "$code"; }

        """;

    [Fact]
    public async Task Works_when_pasted()
    {
        Skip.When(Missing("curl", "jq"));
        var blocks = Blocks();
        blocks.Count.ShouldBeGreaterThan(5);

        var (code, output) = await PasteAsync(Prelude + string.Join('\n', blocks) + "\n");

        code.ShouldBe(0, output);
        var curls = await File.ReadAllLinesAsync(Path.Combine(demo.Root, "curls"), TestContext.Current.CancellationToken);
        curls.Length.ShouldBeGreaterThan(9);
        curls.ShouldAllBe(line => line == "0");
        StatusWord().Matches(output)[^1].Groups["status"].Value.ShouldBe("closed");
    }

    async Task<(int Code, string Output)> PasteAsync(string commands)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = demo.Root,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.Environment["CPTS"] = demo.Address.GetLeftPart(UriPartial.Authority);
        using var bash = Process.Start(start)!;
        var output = bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.StandardInput.WriteAsync(commands);
        bash.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(4));
        try
        {
            await bash.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
        }

        return (bash.HasExited ? bash.ExitCode : -1, await output + await errors);
    }

    static List<string> Blocks([CallerFilePath] string here = "")
    {
        var readme = File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../README.md")));
        var tour = readme[readme.IndexOf(Section, StringComparison.Ordinal)..];
        tour = tour[..tour.IndexOf("\n## ", 1, StringComparison.Ordinal)];
        return [.. BashBlock().Matches(tour).Select(match => match.Groups["commands"].Value)];
    }

    static string? Missing(params string[] tools)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return tools.FirstOrDefault(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool)))) is { } tool ? $"no {tool} on the PATH" : null;
    }

    [GeneratedRegex("^```bash\n(?<commands>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BashBlock();

    [GeneratedRegex("\"status\": \"(?<status>[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatusWord();
}
