using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Texts;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>One page, looked at once by everybody: whoever pays for the line, hears it, has no mouse, reads at night or at 400 %.</summary>
sealed class PageVisit(PageLine line, Visitor visitor, PreparedWorld world)
{
    const int Budget = 100 * 1024;

    static readonly string[] Wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

    static readonly Dictionary<string, HashSet<string>> Keys = new(StringComparer.Ordinal) { ["fr"] = KeysOf("fr"), ["en"] = KeysOf("en") };

    readonly List<string> faults = [];

    string Language => visitor.Device.Language[..2];

    /// <summary>What it cost to come, in words.</summary>
    public string Cost { get; private set; } = "";

    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await ComeAsync();
        await ReadAsync();
        var axe = await Axe.OnAsync(visitor.Page);
        faults.AddRange(await axe.HearsAsync());
        faults.AddRange(await axe.FindsAsync(visitor.Device.Dark ? "dark" : "light", Wcag));
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = visitor.Device.Dark ? ColorScheme.Light : ColorScheme.Dark });
        faults.AddRange(await axe.FindsAsync(visitor.Device.Dark ? "light" : "dark", Wcag));
        if (visitor.Device == Device.Desktop)
            await WorkByKeyboardAsync();
        await visitor.Page.SetViewportSizeAsync(Device.Narrow.Width, Device.Narrow.Height);
        faults.AddRange((await PageFacts.TooWideAsync(visitor.Page)).Select(what => $"at 320 px: {what}"));
        return [.. faults, .. visitor.Watch.Faults];
    }

    async Task ComeAsync()
    {
        visitor.Watch.Expects(line.Status);
        var weight = await Weight.OfAsync(visitor);
        var response = await visitor.GoesToAsync(line.Address(world));
        Check(response.Status == line.Status, $"status {response.Status}");
        await CheckHeadersAsync(response);
        await weight.ArrivesAsync(visitor.Page);
        var (bytes, requests, blocking, heaviest) = weight.Weigh();
        bytes += world.Aside;
        Check(bytes < Budget, $"{bytes / 1024} KB on the first visit: {heaviest}");
        Check(blocking <= 3, $"{blocking} requests before it is readable");
        Cost = $"{bytes / 1024.0:0.0} KB in {requests} requests, {blocking} before it is readable";

        if (line.Does is null)
            return;
        if (line.Then is { } refused)
            visitor.Watch.Expects(refused);
        await line.Does(visitor);
        await weight.ArrivesAsync(visitor.Page);
    }

    async Task ReadAsync()
    {
        var facts = await PageFacts.OfAsync(visitor.Page);
        Check(facts.BlockingScripts == 0, "scripts in the way");
        Check(facts.Lang == Language, $"language {facts.Lang}");
        Check(facts.MainHeadings == 1, $"{facts.MainHeadings} main headings");
        Check(facts.Title.Length > 0, "no title");
        Check(!PreparedWorld.Planted.Any(facts.Title.Contains), "a patient in the title");
        Check(!PreparedWorld.Planted.Any(word => facts.Addresses.Any(address => address.Contains(word, StringComparison.OrdinalIgnoreCase))), "a patient in an address");
        var untranslated = facts.Texts.Where(text => text.Contains("[[", StringComparison.Ordinal) || (Keys[Language].Contains(text) && !world.LaneWords.Contains(text))).ToList();
        Check(untranslated.Count == 0, $"untranslated: {string.Join(", ", untranslated)}");
        Check(facts.InlineStyles.Length == 0, $"inline styles on {string.Join(", ", facts.InlineStyles)}");
        if (line.Person == People.Coordinator)
        {
            var html = await visitor.Page.ContentAsync();
            Check(!PreparedWorld.Planted.Any(html.Contains), "clinical content before a coordinator");
        }
    }

    async Task WorkByKeyboardAsync()
    {
        var keys = new Keyboard(visitor.Page);
        if (!await keys.IsInDialogAsync())
            await keys.SkipsToContentAsync();
        faults.AddRange(await keys.TabsThroughAsync());
    }

    async Task CheckHeadersAsync(IResponse response)
    {
        var headers = await response.AllHeadersAsync();
        var policy = headers.GetValueOrDefault("content-security-policy", "");
        Check(policy.Contains("default-src 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal), "no strict content security policy");
        foreach (var (name, value) in ((string, string)[])[("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cache-control", "no-store")])
            Check(headers.GetValueOrDefault(name, "").Contains(value, StringComparison.Ordinal), $"header {name} is not {value}");
    }

    void Check(bool holds, string otherwise)
    {
        if (!holds)
            faults.Add(otherwise);
    }

    /// <summary>Keys that are no words of this language.</summary>
    static HashSet<string> KeysOf(string language)
    {
        var texts = Sources.Texts.Values.Select(set => language == "fr" ? set.French : set.English).ToList();
        return [.. texts.SelectMany(set => set.Keys).Except(texts.SelectMany(set => set.Values), StringComparer.Ordinal)];
    }
}
