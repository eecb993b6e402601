using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.BadLine;
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
        await Assertions.Expect(gp.Page.Locator(".cpts-emergency").First).ToContainTextAsync("Urgence : appelez le 15 (112). Cette demande ne peut pas être envoyée.");
        await Assertions.Expect(gp.Page.Locator("main form[enctype] button[type=submit]")).ToBeDisabledAsync();
        await form.Hand.ChoosesAsync("answers.chestPain", "false");
        await Assertions.Expect(gp.Page.Locator("main form[enctype] button[type=submit]")).ToBeEnabledAsync();
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
        await Kept.DraftOfAsync(gp, holds: "Motbrouillon à retrouver");
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
    public async Task Reads_where_it_stands_in_a_sentence_a_timeline_and_a_thread()
    {
        var id = await Board.QueuedAsync("dermatology", Cancellation);
        var gp = await SignsInAsync(People.Gp, Device.Phone);
        var clock = gp.Page.Locator("section[aria-labelledby=clock] > p");
        await gp.GoesToAsync($"/referrals/{id}");
        await Assertions.Expect(clock).ToContainTextAsync("Réponse attendue avant");
        await Assertions.Expect(gp.Page.Locator(".cpts-timeline__event--ahead")).ToContainTextAsync("avant");

        await Board.Dermatologist.DoesAsync("claim", id, Cancellation);
        await Board.Dermatologist.DoesAsync("information-request", id, new JsonObject { ["question"] = "Depuis quand ?" }, Cancellation);
        await gp.GoesToAsync($"/referrals/{id}");
        await Assertions.Expect(clock).ToContainTextAsync("En pause depuis");

        await Board.Gp.DoesAsync("information", id, new JsonObject { ["text"] = "Depuis mars." }, Cancellation);
        await Board.Dermatologist.DoesAsync("answer", id, Requests.AnswerFor(await Board.LaneAsync("dermatology", Cancellation)), Cancellation);
        await Board.ReachesAsync(id, "delivered", Cancellation);
        await gp.GoesToAsync($"/referrals/{id}");
        await Assertions.Expect(clock).ToContainTextAsync("dans les délais");
        (await gp.Page.Locator(".cpts-timeline__what").AllInnerTextsAsync()).ShouldBe(
            ["Enregistrée", "Arrivée sur la liste de travail", "Prise en charge", "Complément demandé", "Complément reçu", "Répondue", "Réponse remise", "Réponse ouverte"]);
        (await gp.Page.Locator(".cpts-thread__message .govuk-body").AllInnerTextsAsync()).ShouldBe(["Depuis quand ?", "Depuis mars."]);
        await Assertions.Expect(gp.Page.Locator(".cpts-thread__message--mine")).ToContainTextAsync("Depuis mars.");
    }

    [Fact]
    public async Task Comes_home_to_what_is_new_then_what_is_due_then_what_is_over()
    {
        var over = await Board.AnsweredAsync("ecg", Cancellation, Board.Gp2);
        await Board.ReachesAsync(over, "delivered", Cancellation, Board.Gp2);
        await Board.Gp2.DoesAsync("close", over, new JsonObject { ["impact"] = "none" }, Cancellation);
        var waiting = await Board.QueuedAsync("ecg", Cancellation, Board.Gp2);
        var fresh = await Board.AnsweredAsync("ecg", Cancellation, Board.Gp2);
        await Board.ReachesAsync(fresh, "delivered", Cancellation, Board.Gp2);

        var gp = await SignsInAsync(People.Gp2, Device.Phone);
        (await gp.Page.Locator("main section[aria-labelledby] h2").AllInnerTextsAsync()).ShouldBe(["Nouveau pour vous", "En cours", "Terminées"]);
        await Assertions.Expect(gp.Page.Locator($"section[aria-labelledby=new] [data-referral='{fresh}']")).ToBeVisibleAsync();
        var due = gp.Page.Locator($"section[aria-labelledby=open] [data-referral='{waiting}'] .cpts-due");
        await Assertions.Expect(due).ToContainTextAsync("avant demain");
        // The exact instant is at hand.
        (await due.Locator("time").GetAttributeAsync("title")).ShouldNotBeNullOrEmpty();
        await Assertions.Expect(gp.Page.Locator($"section[aria-labelledby=closed] [data-referral='{over}']")).ToBeVisibleAsync();
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
