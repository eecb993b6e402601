using System.Net;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Flows.Coordination;
using Microsoft.Playwright;
using Shouldly;

namespace CptsReferral.Portal.Specs.Pages;

/// <summary>What a coordinator does, in their words. Whatever they come to is looked through for what they must not see.</summary>
sealed class CoordinatorPages(Visitor visitor)
{
    public IPage Page => visitor.Page;

    public async Task OpensAsync(string address)
    {
        await visitor.GoesToAsync(address);
        await LooksThroughAsync();
    }

    /// <summary>Goes where a place of the menu leads.</summary>
    public async Task GoesToAsync(string place, string heading)
    {
        await Page.Locator(".cpts-header__nav").GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();
        await ShouldBeAtAsync(heading);
    }

    public async Task FollowsAsync(string link, string heading)
    {
        await Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();
        await ShouldBeAtAsync(heading);
    }

    public Task PressesAsync(string button) => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();

    public async Task ShouldBeAtAsync(string heading)
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = heading })).ToBeVisibleAsync();
        await LooksThroughAsync();
    }

    public async Task ShouldSayAsync(string words)
    {
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = words })).ToBeVisibleAsync();
        await LooksThroughAsync();
    }

    async Task LooksThroughAsync()
    {
        // The whole of it: a heading may be there before the rest has come.
        await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
        var page = WebUtility.HtmlDecode(await Page.ContentAsync());
        foreach (var (index, secret) in LateNight.Secrets.Index())
            page.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{new Uri(Page.Url).AbsolutePath} shows secret {index}");
    }
}
