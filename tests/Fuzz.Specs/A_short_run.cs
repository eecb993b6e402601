using CptsReferral.Fuzz.Reporting;
using CptsReferral.Fuzz.Requests;
using Shouldly;
using Xunit;

namespace CptsReferral.Fuzz.Specs;

/// <summary>A thousand requests; tests/fuzz is for a million.</summary>
public sealed class A_short_run
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Breaks_no_promise()
    {
        using var log = new StringWriter();
        var result = await FuzzRun.RunAsync(new FuzzOrder(Requests: 1_000, Seed: 42), log, Cancellation);

        var report = MarkdownReport.Of(result);
        TestContext.Current.SendDiagnosticMessage(log.ToString());
        result.Violations.ShouldBeEmpty(report);
        // A run in which everything is refused at the door has shown nothing.
        foreach (var operation in result.Operations.Where(one => one.Writes && one.Id != Ways.NeverSucceeds))
            result.Ledger.Counts.Keys.ShouldContain(count => count.Operation == operation.Id && count.Status / 100 == 2, $"{operation} never succeeded\n{report}");
        var valid = result.Ledger.Counts.Where(count => count.Key.Kind == Kind.Valid).ToList();
        valid.Where(count => count.Key.Status / 100 == 2).Sum(count => count.Value).ShouldBeGreaterThan(valid.Sum(count => count.Value) * 3 / 4, report);
        result.Ledger.Submissions.Count.ShouldBeGreaterThan(30, report);
    }
}
