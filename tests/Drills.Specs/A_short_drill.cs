using CptsReferral.Drills.History;
using CptsReferral.Drills.Reporting;
using CptsReferral.Drills.Shapes;
using Shouldly;
using Xunit;

namespace CptsReferral.Drills.Specs;

/// <summary>Long enough for a few faults of each shape; tests/drill is for longer ones.</summary>
public sealed class A_short_drill
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // What heals in seconds: a rolling restart alone takes longer than a minute on a small machine.
    static readonly string[] Quick = ["kill", "stop", "broker-kill", "broker-wipe", "database-kill", "disk", "duplicates", "poison", "line", "mail", "webhook", "lane"];

    [Fact]
    public Task Of_the_standalone_shape_breaks_no_promise() => RunsAsync(new DrillOrder(Shape.Standalone, Seconds: 45, Seed: 7, Quick));

    [Fact]
    public Task Of_the_split_shape_breaks_no_promise() => RunsAsync(new DrillOrder(Shape.Split, Seconds: 60, Seed: 11, Quick));

    static async Task RunsAsync(DrillOrder order)
    {
        using var log = new StringWriter();
        var result = await Drill.RunAsync(order, log, Cancellation);

        var report = MarkdownReport.Of(result);
        TestContext.Current.SendDiagnosticMessage(log.ToString());
        result.Violations.ShouldBeEmpty(report);
        // A drill in which nothing happened has shown nothing.
        result.Outages.Count.ShouldBeGreaterThan(0, report);
        result.History.Count(operation => operation is { Kind: "submit", Outcome: Outcome.Ok }).ShouldBeGreaterThan(5, report);
        result.History.Count(operation => operation is { Kind: "answer", Outcome: Outcome.Ok }).ShouldBeGreaterThan(0, report);
    }
}
