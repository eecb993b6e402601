using System.Diagnostics;

namespace CptsReferral.Support.Processes;

/// <summary>A program that does one thing and ends.</summary>
public static class Command
{
    /// <returns>What it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed; with what it complained of.</exception>
    public static async Task<string> RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        }) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command[0]} failed: {await output}{errors}");
        return await output;
    }
}
