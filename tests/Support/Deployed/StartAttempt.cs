using System.Diagnostics;
using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Deployed;

/// <summary>A host, as it was built, that is not expected to come up: what it was given is all it has, nothing of this machine's environment.</summary>
public static class StartAttempt
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // What the runtime itself needs to be found.
    static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "LANG", "TMPDIR"];

    /// <returns>The exit code, null when it had to be ended because it came up; and everything it wrote.</returns>
    public static async Task<(int? ExitCode, string Output)> OfAsync(string room, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("cpts-start-");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, $"CptsReferral.{room}.dll") },
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var key in start.Environment.Keys.Except(Kept, StringComparer.OrdinalIgnoreCase).ToList())
            start.Environment.Remove(key);
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Next()}";
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{room} did not start.");
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        int? code = null;
        try
        {
            await process.WaitForExitAsync(patience.Token);
            code = process.ExitCode;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
        }

        var written = await output + await errors;
        folder.Delete(recursive: true);
        return (code, written);
    }
}
