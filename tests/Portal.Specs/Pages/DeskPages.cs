using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Pages;

/// <summary>What a person of a desk does, in their words.</summary>
sealed class DeskPages(Visitor visitor)
{
    public IPage Page => visitor.Page;

    public void ExpectsRefusal(int status) => visitor.Watch.Expects(status);

    public Task OpensAsync(string address) => visitor.GoesToAsync(address);

    public Task OpensListAsync(string lane) => OpensAsync($"/desks/{lane}");

    public Task PressesTakeAsync(Guid referral) => Page.Locator($"button[name=referral][value='{referral}']").ClickAsync();

    public async Task TakesAsync(Guid referral)
    {
        await PressesTakeAsync(referral);
        await ShouldSayAsync("La demande est à vous.");
    }

    public Task FollowsAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public Task PressesAsync(string button, bool exact = false) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = exact }).ClickAsync();

    public Task WritesAsync(string field, string text) => Page.Locator($"#{field}").FillAsync(text);

    /// <summary>Fills a normal ECG reading.</summary>
    public async Task AnswersAsync(Guid referral, string conclusion)
    {
        await OpensAsync($"/referrals/{referral}/answer");
        foreach (var (field, value) in new[] { ("quality", "good"), ("qtcFormula", "bazett"), ("st", "normal"), ("tWave", "normal"), ("severity", "normal") })
            await Page.Locator($"input[name='fields.{field}'][value={value}]").CheckAsync();
        await Page.Locator("#fields-rhythm").SelectOptionAsync("sinus");
        foreach (var (field, value) in new[] { ("rate", "68"), ("pr", "160"), ("qrs", "92"), ("qt", "392"), ("qtc", "417"), ("axis", "45") })
            await WritesAsync("fields-" + field, value);
        await WritesAsync("fields-conclusion", conclusion);
        await WritesAsync("fields-action", "Contrôle dans un an.");
    }

    public Task ShouldSayAsync(string words) => Assertions.Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = words })).ToBeVisibleAsync();

    public Task ShouldBeAtAsync(Guid referral) => Page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith($"/referrals/{referral}", StringComparison.Ordinal));
}
