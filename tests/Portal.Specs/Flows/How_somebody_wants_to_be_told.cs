using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Everyone chooses on their own page; what they chose holds.</summary>
public sealed class How_somebody_wants_to_be_told(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    [Fact]
    public async Task Is_chosen_on_their_page_and_holds()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        await gp.Page.Locator(".cpts-header__person a").ClickAsync();
        await Assertions.Expect(gp.Page.Locator("h1")).ToHaveTextAsync(People.Gp);
        var mail = gp.Page.Locator("input[name=mail]");
        await Assertions.Expect(mail).ToBeCheckedAsync();
        await gp.Page.Locator("label[for='mail']").TapAsync();
        await gp.Page.FillAsync("#secondEmail", "cabinet@example.org");
        await gp.Page.FillAsync("#phone", "01 99 00 11 22");
        await gp.Page.Locator("form:has([name=secondEmail]) button[type=submit]").TapAsync();
        await Assertions.Expect(gp.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("C’est enregistré.");

        await gp.GoesToAsync("/account");
        await Assertions.Expect(mail).Not.ToBeCheckedAsync();
        await Assertions.Expect(gp.Page.Locator("#secondEmail")).ToHaveValueAsync("cabinet@example.org");

        // Asked first, told by no mail; a colleague who chose nothing is.
        var quiet = await AskedAsync(Board.Gp);
        var told = await AskedAsync(Board.Gp2);
        await Eventually.ShouldBeAsync(() => Task.FromResult(Board.MailsAbout(told).Count), 1, Cancellation);
        Board.MailsAbout(quiet).ShouldBeEmpty();
    }

    [Fact]
    public async Task Is_told_back_when_it_cannot_be()
    {
        var nurse = await SignsInAsync(People.Nurse, Device.Phone);
        nurse.Watch.Expects(422);
        await nurse.GoesToAsync("/account");
        await nurse.Page.EvaluateAsync("() => document.querySelector('form:has([name=secondEmail])').noValidate = true");
        await nurse.Page.FillAsync("#secondEmail", "nulle part");
        await nurse.Page.Locator("form:has([name=secondEmail]) button[type=submit]").TapAsync();
        await Assertions.Expect(nurse.Page.Locator("[data-error-summary] a[href$='#secondEmail']")).ToBeVisibleAsync();
        await Assertions.Expect(nurse.Page.Locator("#secondEmail")).ToHaveValueAsync("nulle part");
    }

    async Task<Guid> AskedAsync(Persona requester)
    {
        var id = await Board.ClaimedAsync("cardiology", Cancellation, requester);
        await Board.Cardiologist.DoesAsync("information-request", id, new JsonObject { ["question"] = "Depuis quand ?" }, Cancellation);
        return id;
    }
}
