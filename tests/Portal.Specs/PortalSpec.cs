using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs;

/// <summary>A spec in a real browser. Whatever it is about, no page may complain meanwhile: no console error, no policy violation, no failed request.</summary>
public abstract class PortalSpec(Chromium chromium, PortalHost portal) : IAsyncLifetime
{
    readonly List<Visitor> visitors = [];

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected PortalHost Portal => portal;

    protected Switchboard Board => portal.Board;

    public ValueTask InitializeAsync()
    {
        Skip.When(chromium.Missing);
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

    protected async Task<Visitor> ComesAsync(Device? device = null)
    {
        var visitor = await Visitor.ComesAsync(await chromium.OpensAsync(portal.Address, device ?? Device.Desktop), device ?? Device.Desktop);
        visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A person with a fresh device, signed in.</summary>
    protected async Task<Visitor> SignsInAsync(string person, Device? device = null) => await (await ComesAsync(device)).SignsInAsAsync(person);

    static string Name => string.Concat((TestContext.Current.Test?.TestDisplayName ?? "spec").Split('.')[^1].Select(c => char.IsLetterOrDigit(c) ? c : '-').Take(80));

    static string Say(List<string> pictures) => $"What was on the screen: {string.Join(", ", pictures)}";
}
