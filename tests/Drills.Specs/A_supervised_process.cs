using System.Diagnostics;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Drills.Specs;

/// <summary>What the specs and drills do to processes is done by a script that hears orders while it watches.</summary>
public sealed class A_supervised_process
{
    // Longer than the script listens at a time.
    static readonly TimeSpan Stutter = TimeSpan.FromMilliseconds(700);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_killed_by_an_order_that_comes_in_two_pieces()
    {
        var folder = Directory.CreateTempSubdirectory("cpts-supervised-");
        using var supervisor = Process.Start(new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "Processes", "supervise.sh"), folder.FullName, "sleep", "60"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
        })!;
        await supervisor.StandardInput.WriteAsync("ki");
        await supervisor.StandardInput.FlushAsync(Cancellation);
        await Task.Delay(Stutter, TimeProvider.System, Cancellation);
        supervisor.HasExited.ShouldBeFalse();

        await supervisor.StandardInput.WriteAsync("ll\n");
        await supervisor.StandardInput.FlushAsync(Cancellation);

        await Eventually.ShouldBeAsync(() => supervisor.HasExited, expected: true, Cancellation, TimeSpan.FromSeconds(20));
        folder.Delete(recursive: true);
    }
}
