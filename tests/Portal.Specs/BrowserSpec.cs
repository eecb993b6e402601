using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs;

/// <summary>A spec in a real browser. Whatever it is about, no page may complain meanwhile: no console error, no policy violation, no failed request.</summary>
/// <param name="missing">Why it cannot run on this machine; null when it can.</param>
public abstract class BrowserSpec(string? missing) : IAsyncLifetime
{
    readonly List<Visitor> visitors = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Skip.When(missing);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var pictures = new List<string>();
        foreach (var (index, visitor) in visitors.Index())
        {
            if (failed || visitor.Watch.Faults.Count > 0)
                pictures.Add(await visitor.PicturesAsync($"{Name}-{index + 1}"));
            await visitor.DisposeAsync();
        }

        visitors.SelectMany(visitor => visitor.Watch.Faults).ShouldBeEmpty($"The pages complained. {Say(pictures)}");
        pictures.ShouldBeEmpty($"The spec failed. {Say(pictures)}");
    }

    /// <summary>Watched from now on, and sent home at the end.</summary>
    protected Visitor Comes(Visitor visitor)
    {
        visitors.Add(visitor);
        return visitor;
    }

    static string Name => string.Concat((TestContext.Current.Test?.TestDisplayName ?? "spec").Split('.')[^1].Select(c => char.IsLetterOrDigit(c) ? c : '-').Take(80));

    static string Say(List<string> pictures) => $"What was on the screen: {string.Join(", ", pictures)}";
}
