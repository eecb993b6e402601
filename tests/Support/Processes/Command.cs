using System.Diagnostics;

namespace CptsReferral.Support.Processes;

/// <summary>A program that does one thing and ends.</summary>
public static class Command
{
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed; with what it complained of.</exception>
    public static Task<string> RunAsync(params string[] command) => RunAsync(new Dictionary<string, string>(StringComparer.Ordinal), command);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public static async Task<string> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} failed: {await output}{errors}");
        return await output;
    }
}
