using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>A GP or a nurse does their whole job, on a phone, in French.</summary>
[Collection(SharedPortal.Name)]
public sealed class A_requester(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task Posts_an_ECG_request_from_start_to_end()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.FillsInEcgAsync("BELLEROSE-FICTIVE", Tracing.Small);
        await form.ReviewsAsync();
        var id = await form.SendsAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"ECG request: {form.Hand.Taps} taps, {form.Hand.Fields} typed fields, {form.Hand.Seconds:0.0} s by a scripted user");

        var posted = await Board.Gp.ReadsAsync(id, Cancellation);
        posted.Json.GetProperty("patient").GetProperty("birthName").GetString().ShouldBe("BELLEROSE-FICTIVE");
        posted.Json.GetProperty("attachments").GetArrayLength().ShouldBe(1);
        await Board.ReachesAsync(id, "queued", Cancellation);
    }

    [Fact]
    public async Task Is_stopped_by_a_red_flag_with_the_number_to_call()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        var call = gp.Page.Locator("a[href='tel:15']").First;
        await Assertions.Expect(call).ToBeHiddenAsync();
        await form.Hand.ChoosesAsync("answers.chestPain", "true");
        await Assertions.Expect(call).ToBeVisibleAsync();
        await Assertions.Expect(gp.Page.Locator("main form[enctype] button[type=submit]")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Is_led_from_each_fault_to_its_field_and_loses_nothing()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        gp.Watch.Expects(422);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.Hand.TypesAsync("question", "Une question qui reste.");
        await form.Hand.TapsAsync("main form[enctype] button[type=submit]");
        await Assertions.Expect(form.ErrorSummary).ToBeFocusedAsync();
        await Assertions.Expect(gp.Page.Locator("[name=question]")).ToHaveValueAsync("Une question qui reste.");
        await form.ErrorSummary.Locator("a[href$='#patient-birthName']").ClickAsync();
        await Assertions.Expect(gp.Page.Locator("#patient-birthName")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Takes_several_photographs_reorders_and_removes_them()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("dermatology");
        // Files go ahead of the form once their script has come; before that they would go with it.
        await gp.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await form.Hand.AttachesAsync(Tracing.Photograph("un.png"), Tracing.Photograph("deux.png"), Tracing.Photograph("trois.png"));
        var ids = gp.Page.Locator(".cpts-photo input[type=hidden]");
        await Assertions.Expect(ids).ToHaveCountAsync(3);
        await Assertions.Expect(form.Files.Nth(0)).ToContainTextAsync("un.png");
        await form.Files.Nth(1).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(form.Files.Nth(0)).ToContainTextAsync("deux.png");
        await form.Files.Nth(2).Locator("[data-remove]").ClickAsync();
        await Assertions.Expect(form.Files).ToHaveCountAsync(2);
        await Assertions.Expect(ids).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Finds_what_was_typed_again_and_nobody_else_can_read_it()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("cardiology");
        // Drafts are kept once their script has come.
        await gp.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await form.Hand.TypesAsync("question", "Motbrouillon à retrouver");
        await gp.KeepsAsync("Motbrouillon");
        await gp.ReopensAsync("/requests/new/cardiology");
        await Assertions.Expect(gp.Page.Locator("[name=question]")).ToHaveValueAsync("Motbrouillon à retrouver");

        await gp.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await Assertions.Expect(gp.Page).ToHaveTitleAsync("Se connecter");
        (await gp.KeptAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Completes_what_was_asked()
    {
        var id = await Board.ClaimedAsync("dermatology", Cancellation);
        await Board.Dermatologist.DoesAsync("information-request", id, new JsonObject { ["question"] = "Depuis quand ?" }, Cancellation);
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        await gp.Page.Locator($"[data-referral='{id}'] a").ClickAsync();
        var hand = new Hand(gp.Page, touch: true);
        await hand.TypesAsync("text", "Depuis deux mois.");
        await hand.TapsAsync("section[aria-labelledby=reply] button[type=submit]");
        await Assertions.Expect(gp.Page.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        (await Board.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("claimed");
    }

    [Fact]
    public async Task Opens_the_answer_prints_it_and_closes_with_one_tap()
    {
        var id = await Board.AnsweredAsync("dermatology", Cancellation);
        await Board.ReachesAsync(id, "delivered", Cancellation);
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        await gp.Page.Locator($"[data-referral='{id}'] a").ClickAsync();
        await Assertions.Expect(gp.Page.Locator(".cpts-answer")).ToContainTextAsync("Réponse inventée.");
        (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("openedAt").ValueKind.ShouldNotBe(System.Text.Json.JsonValueKind.Null);

        await gp.GoesToAsync($"/referrals/{id}/print");
        await gp.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Assertions.Expect(gp.Page.Locator(".cpts-answer")).ToBeVisibleAsync();
        await Assertions.Expect(gp.Page.Locator("[data-print]")).ToBeHiddenAsync();
        await gp.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });

        await gp.GoesToAsync($"/referrals/{id}");
        await new Hand(gp.Page, touch: true).TapsAsync("button[name=impact][value=ConsultationAvoided]");
        await Assertions.Expect(gp.Page.Locator("button[name=impact]")).ToHaveCountAsync(0);
        (await Board.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("closed");
    }
}
