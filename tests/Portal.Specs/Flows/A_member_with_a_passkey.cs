using CptsReferral.Portal.Specs.Browser;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>From the coordinator's page to a telephone that unlocks with a finger; the browser's own virtual authenticator is the finger.</summary>
[Collection(SharedPortal.Name)]
public sealed class A_member_with_a_passkey(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task Is_invited_makes_a_passkey_and_signs_in_with_it_from_then_on()
    {
        var coordinator = await SignsInAsync("Charlie Coordon");
        await coordinator.GoesToAsync("/people/new");
        await coordinator.Page.FillAsync("#displayName", "Dr Clé Inventée");
        await coordinator.Page.SelectOptionAsync("#function", "general-practitioner");
        await coordinator.Page.FillAsync("#email", "cle@example.org");
        await coordinator.Page.ClickAsync("main form button[type=submit]");
        var link = (await coordinator.Page.Locator(".cpts-code", new() { HasTextString = "/activate/" }).InnerTextAsync()).Trim();

        var member = await ComesAsync();
        // Passkeys belong to a name, not to a number.
        var site = new UriBuilder(Portal.Address) { Host = "localhost" }.Uri;
        var wire = await member.Context.NewCDPSessionAsync(member.Page);
        await wire.SendAsync("WebAuthn.enable");
        await wire.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await member.GoesToAsync(new Uri(site, new Uri(link).AbsolutePath).ToString());
        await member.Page.ClickAsync("form[data-passkey=create] button");
        await member.Page.WaitForURLAsync(url => !url.Contains("/activate/", StringComparison.Ordinal));
        await member.Page.ClickAsync("form[action='/sign-out'] button");
        await member.Page.WaitForURLAsync("**/sign-in");

        await member.GoesToAsync(new Uri(site, "/sign-in?returnUrl=%2Faccount%2Fsecurity").ToString());
        await member.Page.ClickAsync("form[data-passkey=get] button");
        await member.Page.WaitForURLAsync("**/account/security");

        (await member.Page.Locator("main .govuk-summary-list__row").CountAsync()).ShouldBe(1);
    }
}
