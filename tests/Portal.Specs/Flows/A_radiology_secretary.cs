using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Forty requests in a row: what has to be known is on top, what is done most takes one tap.</summary>
public sealed class A_radiology_secretary(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    [Fact]
    public async Task Phones_notes_that_nobody_answered_and_books()
    {
        var request = await Board.RequestAsync("imaging", Board.Gp, Cancellation);
        request["answers"]!["pacemaker"] = true;
        request["answers"]!["pacemakerModel"] = "Modèle inventé";
        var id = (await Board.Gp.SubmitsAsync(request, Cancellation)).Id;
        await Board.ReachesAsync(id, "queued", Cancellation);
        var secretary = new DeskPages(await SignsInAsync(People.Secretary));
        await secretary.OpensListAsync("imaging");

        await secretary.TakesAsync(id);

        await Assertions.Expect(secretary.Page.Locator("a.cpts-phone[href^='tel:']")).ToBeVisibleAsync();
        await Assertions.Expect(secretary.Page.Locator(".cpts-first")).ToContainTextAsync("Stimulateur ou défibrillateur");
        await Assertions.Expect(secretary.Page.Locator(".cpts-first")).ToContainTextAsync("Modèle inventé");

        await secretary.Page.Locator("summary", new() { HasText = "Patient non joint" }).ClickAsync();
        await secretary.WritesAsync("contactText", "Messagerie.");
        await secretary.PressesAsync("Noter cet essai");
        await secretary.ShouldSayAsync("Essai noté. La demande reste à vous.");
        await Assertions.Expect(secretary.Page.GetByText("Patient non joint : 1 essai")).ToBeVisibleAsync();

        await secretary.Page.Locator("#fields-appointmentAt").FillAsync("2027-01-12T09:30");
        await secretary.WritesAsync("fields-place", "Centre inventé");
        await secretary.Page.Locator("input[name='fields.modality'][value=us]").CheckAsync();
        await secretary.Page.Locator("input[name='fields.actReplaced'][value=false]").CheckAsync();
        await secretary.WritesAsync("fields-preparation", "À jeun.");
        await secretary.Page.Locator("input[name='fields.patientTold'][value=by-requester]").CheckAsync();
        await secretary.PressesAsync("Envoyer", exact: true);

        await secretary.ShouldSayAsync("Rendez-vous envoyé.");
        var fields = (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("answer").GetProperty("fields");
        JsonNode.Parse(fields.GetRawText())!["appointmentAt"]!.GetValue<DateTimeOffset>().ShouldBe(new DateTimeOffset(2027, 1, 12, 9, 30, 0, TimeSpan.FromHours(1)));
    }
}
