using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs;

/// <summary>What anybody meets first.</summary>
[Collection(SharedPortal.Name)]
public sealed class The_front_door(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task A_stranger_is_asked_to_sign_in_in_French()
    {
        var stranger = await ComesAsync();
        await stranger.GoesToAsync("/");
        await Assertions.Expect(stranger.Page).ToHaveTitleAsync("Se connecter");
        await Assertions.Expect(stranger.Page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
    }

    [Fact]
    public async Task Or_in_English_where_the_browser_prefers_it()
    {
        var stranger = await ComesAsync(Device.Phone.InEnglish);
        await stranger.GoesToAsync("/");
        await Assertions.Expect(stranger.Page).ToHaveTitleAsync("Sign in");
        await Assertions.Expect(stranger.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_language_is_switched_with_one_tap_and_remembered(bool javaScript)
    {
        var stranger = await ComesAsync(javaScript ? Device.Phone : Device.Phone.WithoutJavaScript);
        await stranger.GoesToAsync("/sign-in");
        await stranger.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
        await Assertions.Expect(stranger.Page).ToHaveTitleAsync("Sign in");
        await stranger.GoesToAsync("/sign-in");
        await Assertions.Expect(stranger.Page).ToHaveTitleAsync("Sign in");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invented_person_signs_in_with_one_tap_and_out_again(bool javaScript)
    {
        var gp = await ComesAsync(javaScript ? Device.Phone : Device.Phone.WithoutJavaScript);
        // Their home is not what this is about.
        await gp.GoesToAsync("/sign-in?returnUrl=%2Fsign-in");
        await gp.Page.Locator("button[name=person]", new PageLocatorOptions { HasText = People.Gp }).ClickAsync();
        var leaves = gp.Page.Locator("form[action='/sign-out'] button");
        await leaves.ClickAsync();
        await Assertions.Expect(leaves).ToHaveCountAsync(0);
        await Assertions.Expect(gp.Page).ToHaveTitleAsync("Se connecter");
    }

    [Fact]
    public async Task The_page_for_a_line_that_is_down_leads_home_when_it_was_asked_for_by_name()
    {
        var stranger = await ComesAsync();
        await stranger.GoesToAsync("/offline");
        await stranger.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Réessayer" }).ClickAsync();
        await Assertions.Expect(stranger.Page).ToHaveTitleAsync("Se connecter");
    }

    [Fact]
    public async Task Every_cookie_is_bound_to_this_host_and_unreadable_by_scripts()
    {
        var gp = await ComesAsync();
        await gp.GoesToAsync("/sign-in?returnUrl=%2Fsign-in");
        await gp.Page.Locator("button[name=person]", new PageLocatorOptions { HasText = People.Gp }).ClickAsync();
        await Assertions.Expect(gp.Page.Locator("form[action='/sign-out']")).ToBeVisibleAsync();
        var cookies = await gp.Context.CookiesAsync();
        cookies.ShouldNotBeEmpty();
        cookies.ShouldAllBe(cookie => cookie.Name.StartsWith("__Host-") && cookie.Secure && cookie.HttpOnly && cookie.Path == "/");
    }
}
