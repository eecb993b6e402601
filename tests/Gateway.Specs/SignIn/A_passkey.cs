using CptsReferral.Support.Portal;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.SignIn;

/// <summary>What a browser does with one is seen in Portal.Specs; here, where it is offered.</summary>
public sealed class A_passkey(TheSwitchboard switchboard)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    Uri Number => switchboard.Host.Address;

    Uri Name => new UriBuilder(Number) { Host = "localhost" }.Uri;

    [Fact]
    public async Task Is_offered_at_an_address_with_a_name()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var browser = new Visitor(Name);

        (await browser.OpensAsync("/sign-in", Cancellation)).Has("passkey").ShouldBeTrue();
        var page = await member.SignsInAsync(Cancellation, browser);

        page.ShouldBeSecurityPage();
        page.Has("add-passkey").ShouldBeTrue();
        page.Words.ShouldNotContain("adresse qui porte un nom");
    }

    [Fact]
    public async Task Is_not_offered_at_a_number_and_the_security_page_says_why()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);

        var page = await member.Browser.OpensAsync("/account/security", Cancellation);

        page.Has("add-passkey").ShouldBeFalse();
        page.Words.ShouldContain($"une adresse qui porte un nom, et le portail est ouvert ici à {Number.Host}");
        using var stranger = new Visitor(Number);
        (await stranger.OpensAsync("/sign-in", Cancellation)).Has("passkey").ShouldBeFalse();
        using var invited = await Member.AddedAsync(switchboard.Host, Cancellation);
        (await stranger.OpensAsync(await invited.LinkAsync(Cancellation), Cancellation)).Has("passkey").ShouldBeFalse();
    }
}
