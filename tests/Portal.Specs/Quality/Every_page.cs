using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Texts;
using CptsReferral.Support;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>The bars that each page has to clear, for whoever comes to it. A page without a line in <see cref="AllPages"/> fails here.</summary>
public sealed class Every_page(Chromium chromium, PreparedWorld world) : IClassFixture<PreparedWorld>
{
    const int Budget = 100 * 1024;

    static readonly AxeRunOptions Wcag = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    static readonly AxeRunOptions Contrast = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    public static TheoryData<int, string> Lines => [.. AllPages.Lines.Index().Where(line => AllPages.Present.Contains(line.Item)).Select(line => (line.Index, line.Item.ToString()))];

    [Fact]
    public void Has_a_line_in_the_list() => AllPages.Routes.Except(AllPages.Lines.Select(line => line.Route), StringComparer.Ordinal).ShouldBeEmpty();

    // Takes ten seconds a page and is not green on every page yet: run by command, "-explicit only -class '*Every_page'".
    [Theory(Explicit = true)]
    [MemberData(nameof(Lines))]
    public async Task Is_for_everybody_on_a_desktop_in_French(int line, string page)
    {
        _ = page;
        await HoldsAsync(AllPages.Lines[line], Device.Desktop, "fr");
    }

    // Takes ten seconds a page and is not green on every page yet: run by command, "-explicit only -class '*Every_page'".
    [Theory(Explicit = true)]
    [MemberData(nameof(Lines))]
    public async Task Is_for_everybody_on_the_narrowest_phone_in_English(int line, string page)
    {
        _ = page;
        await HoldsAsync(AllPages.Lines[line], Device.Narrow.InEnglish, "en");
    }

    // Takes ten seconds a page and is not green on every page yet: run by command, "-explicit only -class '*Every_page'".
    [Theory(Explicit = true)]
    [MemberData(nameof(Lines))]
    public async Task Is_worked_with_the_keyboard_alone(int line, string page)
    {
        _ = page;
        Skip.When(chromium.Missing);
        var wanted = AllPages.Lines[line];
        await using var visitor = await world.VisitsAsync(wanted.Person, Device.Desktop);
        visitor.Watch.Expects(wanted.Status);
        await visitor.GoesToAsync(wanted.Address(world));
        var keys = new Keyboard(visitor.Page);
        await keys.SkipsToContentAsync();
        (await keys.TabsThroughAsync()).ShouldBeEmpty($"what Tab does not reach, or where nobody sees the focus, on {wanted}");
        visitor.Watch.Faults.ShouldBeEmpty();
    }

    async Task HoldsAsync(PageLine line, Device device, string language)
    {
        Skip.When(chromium.Missing);
        await using var visitor = await world.VisitsAsync(line.Person, device);
        visitor.Watch.Expects(line.Status);
        var weight = new Weight(visitor.Context);
        var response = await visitor.GoesToAsync(line.Address(world));
        var faults = new List<string>();
        Check(response.Status == line.Status, $"status {response.Status}");
        await HeadersAsync(response, faults);
        await visitor.Page.WaitForLoadStateAsync(LoadState.Load);
        var (bytes, requests, blocking, heaviest) = await weight.WeighAsync();
        Check(bytes < Budget, $"{bytes / 1024} KB on the first visit: {heaviest}");
        Check(blocking <= 3, $"{blocking} requests before it is readable");

        var facts = await PageFacts.OfAsync(visitor.Page);
        Check(facts.BlockingScripts == 0, "scripts in the way");
        Check(facts.Lang == language, $"language {facts.Lang}");
        Check(facts.MainHeadings == 1, $"{facts.MainHeadings} main headings");
        Check(facts.Title.Length > 0, "no title");
        Check(!PreparedWorld.Planted.Any(facts.Title.Contains), "a patient in the title");
        Check(!facts.Texts.Any(text => text.Contains("[[", StringComparison.Ordinal) || Keys(language).Contains(text)), "an untranslated key");
        Check(facts.InlineStyles.Length == 0, $"inline styles on {string.Join(", ", facts.InlineStyles)}");
        if (line.Person == People.Coordinator)
        {
            var html = await visitor.Page.ContentAsync();
            Check(!PreparedWorld.Planted.Any(html.Contains), "clinical content before a coordinator");
        }

        await AxeAsync(visitor.Page, Wcag, "light", faults);
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await AxeAsync(visitor.Page, Contrast, "dark", faults);

        // The narrowest phone; also a desktop's window at 400 %.
        await visitor.Page.SetViewportSizeAsync(Device.Narrow.Width, Device.Narrow.Height);
        var narrow = await PageFacts.OfAsync(visitor.Page);
        Check(narrow.Overflow <= 0, $"{narrow.Overflow} px too wide at 320 px: {string.Join(", ", narrow.TooWide)}");

        faults.AddRange(visitor.Watch.Faults);
        TestContext.Current.TestOutputHelper?.WriteLine($"{line} {device}: {bytes / 1024.0:0.0} KB in {requests} requests, {blocking} before it is readable");
        var picture = faults.Count == 0 ? "" : await visitor.PicturesAsync(string.Concat($"{line} {device}".Select(c => char.IsLetterOrDigit(c) ? c : '-')));
        faults.ShouldBeEmpty($"{line} {device}: {picture}");

        void Check(bool holds, string otherwise)
        {
            if (!holds)
                faults.Add(otherwise);
        }
    }

    static async Task AxeAsync(IPage page, AxeRunOptions rules, string scheme, List<string> faults) =>
        faults.AddRange((await page.RunAxe(rules)).Violations
            .Select(violation => $"axe, {scheme}: {violation.Id} at {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Target))}"));

    static async Task HeadersAsync(IResponse response, List<string> faults)
    {
        var headers = await response.AllHeadersAsync();
        var policy = headers.GetValueOrDefault("content-security-policy", "");
        if (!policy.Contains("default-src 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal))
            faults.Add("no strict content security policy");
        foreach (var (name, value) in ((string, string)[])[("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cache-control", "no-store")])
        {
            if (!headers.GetValueOrDefault(name, "").Contains(value, StringComparison.Ordinal))
                faults.Add($"header {name} is not {value}");
        }
    }

    /// <summary>Keys that are no words of this language.</summary>
    static HashSet<string> Keys(string language)
    {
        var texts = Sources.Texts.Values.Select(set => language == "fr" ? set.French : set.English).ToList();
        return [.. texts.SelectMany(set => set.Keys).Except(texts.SelectMany(set => set.Values), StringComparer.Ordinal)];
    }
}
