using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Portal.Specs.Texts;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>A GP with a phone and a cardiologist at a desk, both in English, from the sign-in to the closed request.</summary>
[Collection(SharedPortal.Name)]
public sealed class The_whole_way_in_English(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task Is_gone_without_a_word_of_French()
    {
        var gp = await ComesAsync(Device.Phone.InEnglish);
        await gp.GoesToAsync("/sign-in");
        await IsEnglishAsync(gp);
        await new SignInPage(gp.Page).TapsAsync(People.Gp);
        await IsEnglishAsync(gp, "My requests");
        var form = new NewRequestPage(gp);
        await form.Hand.TapsAsync("main a[href='/requests/new']");
        await IsEnglishAsync(gp, "What do you need?");
        await form.OpensAgainAsync("ecg");
        await IsEnglishAsync(gp, "ECG reading");
        await form.FillsInEcgAsync("ENGLISH-FICTIF", Tracing.Small);
        await gp.Page.FillAsync("[name='answers.currentTreatments']", "Metformin");
        await IsEnglishAsync(gp, "ECG reading");
        await form.ReviewsAsync();
        await IsEnglishAsync(gp, "Is everything right?");
        var id = await form.SendsAsync();
        await IsEnglishAsync(gp, "ENGLISH-FICTIF");
        (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("question").GetString().ShouldStartWith("Yearly check");
        await Board.ReachesAsync(id, "queued", Cancellation);

        var expert = await SignsInAsync(People.Cardiologist, Device.Desktop.InEnglish);
        var desk = new DeskPages(expert);
        await desk.OpensListAsync("ecg");
        await IsEnglishAsync(expert, "ECG reading");
        await desk.PressesTakeAsync(id);
        await desk.ShouldSayAsync("The request is yours.");
        await IsEnglishAsync(expert, "ENGLISH-FICTIF");
        await desk.FollowsAsync("Ask for information");
        await IsEnglishAsync(expert, "ENGLISH-FICTIF");
        await desk.WritesAsync("question", "Any earlier tracing?");
        await desk.PressesAsync("Send the question");
        await desk.ShouldSayAsync("Question sent.");
        await IsEnglishAsync(expert);

        await gp.GoesToAsync("/requests");
        await IsEnglishAsync(gp, "My requests");
        await gp.Page.Locator($"[data-referral='{id}'] a").ClickAsync();
        await gp.Page.Locator("[name=text]").FillAsync("None, this is the first.");
        await IsEnglishAsync(gp, "ENGLISH-FICTIF");
        await form.Hand.TapsAsync("section[aria-labelledby=reply] button[type=submit]");
        await Assertions.Expect(gp.Page.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        await IsEnglishAsync(gp);

        await desk.AnswersAsync(id, "Normal tracing.");
        await desk.WritesAsync("fields-action", "Once more in a year.");
        await IsEnglishAsync(expert, "ENGLISH-FICTIF");
        await desk.PressesAsync("Send", exact: true);
        await desk.ShouldSayAsync("Answer sent.");
        await IsEnglishAsync(expert, "ECG reading");
        await Board.ReachesAsync(id, "delivered", Cancellation);

        await gp.GoesToAsync("/requests");
        await IsEnglishAsync(gp, "My requests");
        await gp.Page.Locator($"[data-referral='{id}'] a").ClickAsync();
        await Assertions.Expect(gp.Page.Locator(".cpts-answer")).ToContainTextAsync("Normal tracing.");
        await IsEnglishAsync(gp, "ENGLISH-FICTIF");
        await gp.GoesToAsync($"/referrals/{id}/print");
        await IsEnglishAsync(gp, "ENGLISH-FICTIF");
        await gp.GoesToAsync($"/referrals/{id}");
        await form.Hand.TapsAsync("button[name=impact][value=ConsultationAvoided]");
        await Assertions.Expect(gp.Page.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        await IsEnglishAsync(gp, "ENGLISH-FICTIF");
        (await Board.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("closed");
        await gp.GoesToAsync("/account");
        await IsEnglishAsync(gp, People.Gp);
    }

    static async Task IsEnglishAsync(Visitor visitor, string? heading = null)
    {
        if (heading is not null)
            await Assertions.Expect(visitor.Page.Locator("h1")).ToContainTextAsync(heading);
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        FrenchWords.On(await visitor.Page.ContentAsync()).ShouldBeEmpty($"French on {new Uri(visitor.Page.Url).AbsolutePath}");
    }
}
