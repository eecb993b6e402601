using System.Diagnostics;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Drills.Specs;

/// <summary>What the specs and drills do to processes is done by a script that hears orders while it watches.</summary>
public sealed class A_supervised_process
{
    // The pause is longer than the script listens at a time. Its asker is there for longer than the spec looks.
    const string InTwoPieces = """exec bash "$0" "$1" sleep 60 < <(printf ki; sleep 0.7; echo ll; sleep 40)""";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_killed_by_an_order_that_comes_in_two_pieces()
    {
        var folder = Directory.CreateTempSubdirectory("cpts-supervised-");
        var script = Path.Combine(AppContext.BaseDirectory, "Processes", "supervise.sh");
        using var supervisor = Process.Start("bash", ["-c", InTwoPieces, script, folder.FullName]);

        await Eventually.ShouldBeAsync(() => supervisor.HasExited, expected: true, Cancellation, TimeSpan.FromSeconds(20));

        folder.Exists.ShouldBeTrue("nobody has gone");
        folder.Delete(recursive: true);
    }
}
