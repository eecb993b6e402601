using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>A secretary has a patient before her, and a reference on a sheet of paper.</summary>
public sealed class In_an_emergency(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_request_is_opened_by_its_reference_read_and_reviewed()
    {
        var (id, reference) = await SomebodysAsync();
        var secretary = await SignsInAsync(People.Secretary, Device.Phone);
        secretary.Watch.Expects(404);
        await secretary.GoesToAsync($"/referrals/{id}");
        await secretary.Page.Locator("a[href='/break-glass/open']").ClickAsync();
        await FillsInAsync(secretary, reference);

        await Assertions.Expect(secretary.Page.Locator("[data-break-glass]")).ToContainTextAsync("consigné");
        (await secretary.Page.Locator("[data-break-glass]").InnerTextAsync()).ShouldMatch(@"Accès en urgence jusqu’à \d\d:\d\d – consigné");
        new Uri(secretary.Page.Url).AbsolutePath.ShouldBe($"/referrals/{id}");
        await Assertions.Expect(secretary.Page.Locator("h1")).ToContainTextAsync("DURAND-FICTIF");
        // To read, and nothing else.
        await Assertions.Expect(secretary.Page.Locator("main form")).ToHaveCountAsync(0);

        var gp = await SignsInAsync(People.Gp);
        await gp.GoesToAsync($"/referrals/{id}");
        await gp.Page.Locator("summary", new() { HasText = "Qui a lu" }).ClickAsync();
        await Assertions.Expect(gp.Page.Locator("aside details li", new() { HasText = People.Secretary })).ToContainTextAsync("accès en urgence");

        await IsReviewedAsync(reference);
    }

    [Fact]
    public async Task It_works_without_scripts_and_says_what_is_missing()
    {
        var (id, reference) = await SomebodysAsync();
        var nurse = await SignsInAsync(People.Nurse, Device.Phone.WithoutJavaScript);
        nurse.Watch.Expects(422);
        await nurse.GoesToAsync("/break-glass/open");
        await nurse.Page.FillAsync("#reference", "R-0000-0000");
        await SendsAsync(nurse);
        foreach (var field in (string[])["reason", "justification", "confirm"])
            await Assertions.Expect(nurse.Page.Locator($"[data-error-summary] a[href$='#{field}']")).ToBeVisibleAsync();

        await FillsInAsync(nurse, "R-0000-0000");
        await Assertions.Expect(nurse.Page.Locator("[data-error-summary]")).ToContainTextAsync("Aucune demande ne porte cette référence.");
        // What was typed is still there.
        await Assertions.Expect(nurse.Page.Locator("#justification")).ToHaveValueAsync("Patiente essoufflée devant moi.");
        await nurse.Page.FillAsync("#reference", reference.ToLowerInvariant());
        await SendsAsync(nurse);

        await Assertions.Expect(nurse.Page.Locator("[data-break-glass]")).ToBeVisibleAsync();
        new Uri(nurse.Page.Url).AbsolutePath.ShouldBe($"/referrals/{id}");
    }

    async Task<(Guid Id, string Reference)> SomebodysAsync()
    {
        var id = await Board.ClaimedAsync("cardiology", Cancellation);
        return (id, (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString()!);
    }

    static async Task FillsInAsync(Visitor visitor, string reference)
    {
        await visitor.Page.FillAsync("#reference", reference);
        await visitor.Page.Locator("label", new() { HasText = "Le patient est présent" }).ClickAsync();
        await visitor.Page.FillAsync("#justification", "Patiente essoufflée devant moi.");
        await visitor.Page.Locator("label[for='confirm']").ClickAsync();
        await SendsAsync(visitor);
    }

    static Task SendsAsync(Visitor visitor) => visitor.Page.Locator("form:has([name=justification]) button[type=submit]").ClickAsync();

    async Task IsReviewedAsync(string reference)
    {
        var officer = await SignsInAsync(People.DataProtectionOfficer);
        await officer.GoesToAsync("/break-glass");
        var opening = officer.Page.Locator("section", new() { HasText = reference });
        await Assertions.Expect(opening).ToContainTextAsync("Patiente essoufflée devant moi.");
        await opening.Locator("label", new() { HasText = "Non justifié" }).ClickAsync();
        await opening.Locator("textarea").FillAsync("À rappeler.");
        await opening.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("La revue est enregistrée.");
        await Assertions.Expect(opening).ToContainTextAsync("À rappeler.");
        await Assertions.Expect(opening.Locator("form")).ToHaveCountAsync(0);
    }
}
