using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Portal;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Scripts that are switched off, or that never arrived: everything works but live updates and drafts.</summary>
[Collection(SharedPortal.Name)]
public sealed class Without_JavaScript(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    [Fact]
    public async Task A_red_flag_comes_back_with_what_to_do_instead()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone.WithoutJavaScript);
        gp.Watch.Expects(422);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.FillsInEcgAsync("SANSSCRIPT-FICTIF", Tracing.Small);
        await form.Hand.ChoosesAsync("answers.syncope", "true");
        await form.Hand.TapsAsync("main form[enctype] button[type=submit]");
        await Assertions.Expect(form.ErrorSummary).ToContainTextAsync("appelez le 15");
        await Assertions.Expect(gp.Page.Locator("#answers-syncope-field a[href='tel:15']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_request_is_posted_with_a_file_answered_opened_and_closed()
    {
        var gp = await SignsInAsync(People.Gp, Device.Phone.WithoutJavaScript);
        var form = new NewRequestPage(gp);
        await form.OpensAsync("ecg");
        await form.FillsInEcgAsync("SANSSCRIPT-FICTIF", Tracing.Small);
        await form.ReviewsAsync();
        var id = await form.SendsAsync();
        await Board.ReachesAsync(id, "queued", Cancellation);
        (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("attachments").GetArrayLength().ShouldBe(1);

        await Board.Cardiologist.DoesAsync("claim", id, Cancellation);
        await Board.Cardiologist.DoesAsync("answer", id, Requests.AnswerFor(await Board.LaneAsync("ecg", Cancellation)), Cancellation);
        await Board.ReachesAsync(id, "delivered", Cancellation);

        await gp.GoesToAsync("/requests");
        await gp.Page.Locator($"[data-referral='{id}'] a").ClickAsync();
        await Assertions.Expect(gp.Page.Locator(".cpts-answer")).ToBeVisibleAsync();
        await gp.Page.Locator("button[name=impact][value=ConsultationAvoided]").ClickAsync();
        await Assertions.Expect(gp.Page.Locator("button[name=impact]")).ToHaveCountAsync(0);
        (await Board.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("closed");
    }

    [Fact]
    public async Task A_requester_replies_with_a_file_and_withdraws_another_request()
    {
        var asked = await Board.ClaimedAsync("dermatology", Cancellation);
        await Board.Dermatologist.DoesAsync("information-request", asked, new JsonObject { ["question"] = "Depuis quand ?" }, Cancellation);
        var open = await Board.QueuedAsync("cardiology", Cancellation);
        var gp = new DeskPages(await SignsInAsync(People.Gp, Device.Phone.WithoutJavaScript));

        await gp.OpensAsync($"/referrals/{asked}");
        await gp.WritesAsync("text", "Depuis deux mois.");
        await gp.Page.Locator("input[type=file]").SetInputFilesAsync(Tracing.Photograph("lesion.png"));
        await gp.PressesAsync("Envoyer le complément");
        await gp.ShouldSayAsync("Votre complément est parti.");
        await gp.OpensAsync($"/referrals/{open}");
        await gp.Page.Locator("summary", new() { HasText = "Annuler" }).ClickAsync();
        await gp.Page.Locator("details button.govuk-button--warning").ClickAsync();
        await gp.ShouldSayAsync("La demande est annulée.");

        var replied = await Board.Gp.ReadsAsync(asked, Cancellation);
        replied.ReferralStatus.ShouldBe("claimed");
        replied.Json.GetProperty("timeline").EnumerateArray().Last().GetProperty("attachments").GetArrayLength().ShouldBe(1);
        (await Board.Gp.ReadsAsync(open, Cancellation)).ReferralStatus.ShouldBe("cancelled");
    }

    [Fact]
    public async Task An_expert_claims_asks_answers_with_a_file_and_goes_on()
    {
        var id = await Board.QueuedAsync("ecg", Cancellation);
        await Board.QueuedAsync("ecg", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist, Device.Desktop.WithoutJavaScript));
        await expert.OpensListAsync("ecg");
        await expert.TakesAsync(id);
        await expert.FollowsAsync("Demander un complément");
        await expert.WritesAsync("question", "Quelle est la kaliémie ?");
        await expert.PressesAsync("Envoyer la question");
        await expert.ShouldSayAsync("Question envoyée.");
        await Board.Gp.DoesAsync("information", id, new() { ["text"] = "4,1 mmol/L." }, Cancellation);

        await expert.OpensAsync($"/referrals/{id}/answer");
        // What depends on another answer always shows, and says when it matters.
        await Assertions.Expect(expert.Page.Locator("#fields-directContactName-field")).ToContainTextAsync("Seulement si « ");
        await expert.AnswersAsync(id, "ECG normal.");
        await expert.Page.Locator("input[type=file]").SetInputFilesAsync(Tracing.Small);
        await expert.PressesAsync("Envoyer, puis la suivante");
        await expert.ShouldSayAsync("Voici la suivante");

        var answer = (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("answer");
        answer.GetProperty("fields").GetProperty("conclusion").GetString().ShouldBe("ECG normal.");
        answer.GetProperty("attachments").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task An_expert_declines_redirects_and_gives_back()
    {
        var declined = await Board.QueuedAsync("cardiology", Cancellation);
        var redirected = await Board.ClaimedAsync("cardiology", Cancellation);
        var released = await Board.ClaimedAsync("cardiology", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist, Device.Phone.WithoutJavaScript));

        await expert.OpensAsync($"/referrals/{declined}");
        await expert.FollowsAsync("Refuser");
        expert.ExpectsRefusal(422);
        await expert.PressesAsync("Refuser la demande");
        await expert.Page.Locator("[data-error-summary] a[href$='#reason']").ClickAsync();
        await expert.Page.Locator("input[name=reason][value=duplicate]").CheckAsync();
        await expert.PressesAsync("Refuser la demande");
        await expert.ShouldSayAsync("Demande refusée.");
        await expert.OpensAsync($"/referrals/{redirected}/redirect");
        await expert.Page.Locator("input[name=lane][value=oncology]").CheckAsync();
        await expert.PressesAsync("Réorienter la demande");
        await expert.ShouldSayAsync("Demande réorientée.");
        await expert.OpensAsync($"/referrals/{released}");
        await expert.Page.GetByText("Rendre au groupe").ClickAsync();
        await expert.PressesAsync("Rendre la demande");
        await expert.ShouldSayAsync("La demande est rendue au groupe.");

        (await Board.Gp.ReadsAsync(declined, Cancellation)).ReferralStatus.ShouldBe("declined");
        var away = await Board.Gp.ReadsAsync(redirected, Cancellation);
        away.ReferralStatus.ShouldBe("redirected");
        // It comes to the other desk a moment later: not while the next spec counts what is there.
        await Board.ReachesAsync(away.Json.GetProperty("redirectedTo").GetGuid(), "queued", Cancellation);
        (await Board.Gp.ReadsAsync(released, Cancellation)).ReferralStatus.ShouldBe("queued");
    }

    [Fact]
    public async Task A_secretary_notes_that_nobody_answered_and_books_the_next_one()
    {
        await Board.QueuedAsync("imaging", Cancellation);
        await Board.QueuedAsync("imaging", Cancellation);
        var secretary = new DeskPages(await SignsInAsync(People.Secretary, Device.Desktop.WithoutJavaScript));
        await secretary.OpensListAsync("imaging");
        await secretary.PressesAsync("Prendre la suivante");
        await secretary.Page.Locator("summary", new() { HasText = "Patient non joint" }).ClickAsync();
        await secretary.PressesAsync("Noter, puis la suivante");
        await secretary.ShouldSayAsync("Essai noté. Voici la suivante");

        await secretary.Page.Locator("[name='fields.appointmentAt.day']").FillAsync("2027-01-12");
        await secretary.Page.Locator("[name='fields.appointmentAt.hour']").FillAsync("09:30");
        await secretary.WritesAsync("fields-place", "Centre inventé");
        await secretary.WritesAsync("fields-preparation", "À jeun.");
        await secretary.Page.Locator("input[name='fields.patientTold'][value=by-secretariat]").CheckAsync();
        await secretary.PressesAsync("Envoyer", exact: true);
        await secretary.ShouldSayAsync("Rendez-vous envoyé.");

        // What was not reached is still theirs; the place comes back by itself.
        await secretary.FollowsAsync("À moi");
        await secretary.FollowsAsync("Fixer le rendez-vous");
        await Assertions.Expect(secretary.Page.Locator("#fields-place")).ToHaveValueAsync("Centre inventé");
        await Assertions.Expect(secretary.Page.GetByText("Patient non joint : 1 essai")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_coordinator_edits_a_lane_sets_a_cause_and_writes_the_rota()
    {
        var coordinator = new DeskPages(await SignsInAsync(People.Coordinator, Device.Desktop.WithoutJavaScript));
        await coordinator.OpensAsync("/lanes/new?from=cardiology");
        await coordinator.WritesAsync("code", "unscripted");
        await coordinator.WritesAsync("desk-code", "unscripted-desk");
        await coordinator.Page.Locator("[name='clock.stages[0].duration']").FillAsync("12");
        await coordinator.Page.Locator("[name='clock.stages[0].calendar.kind'][value=continuous]").CheckAsync();
        await coordinator.PressesAsync("Vérifier avant d’enregistrer");
        await coordinator.PressesAsync("Enregistrer la version 1");
        await coordinator.ShouldSayAsync("La nouvelle version est enregistrée.");
        await IsHurriedAsync("unscripted");
        await Board.QueuedAsync("unscripted", Cancellation);
        await Eventually.SeesAsync(
            async () => (await Board.Coordinator.GetsAsync("/api/breaches?lane=unscripted", Cancellation)).Json.GetProperty("items").GetArrayLength(), found => found > 0, Cancellation);

        await coordinator.OpensAsync("/board/breaches?lane=unscripted");
        await coordinator.Page.Locator("select[id^='cause-']").First.SelectOptionAsync("overload");
        await coordinator.Page.Locator("form:has(select[id^='cause-']) button").First.ClickAsync();
        await coordinator.ShouldSayAsync("La cause est enregistrée.");

        await coordinator.OpensAsync("/rota");
        var desk = coordinator.Page.Locator("section:has(#desk-unscripted-desk)");
        await desk.Locator("summary", new() { HasText = "Ajouter une astreinte" }).ClickAsync();
        await desk.Locator("form", new() { HasText = "Personne" }).GetByRole(AriaRole.Button, new() { Name = "Ajouter" }).ClickAsync();
        await coordinator.ShouldSayAsync("L’astreinte est ajoutée.");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Retirer" }).First.ClickAsync();
        await coordinator.ShouldSayAsync("L’astreinte est retirée.");
    }

    [Fact]
    public async Task A_member_is_invited_signs_in_with_password_and_code_sets_preferences_and_signs_out()
    {
        const string Phrase = "une phrase inventée pour un essai";
        var coordinator = new DeskPages(await SignsInAsync(People.Coordinator, Device.Desktop.WithoutJavaScript));
        await coordinator.OpensAsync("/people/new");
        await coordinator.WritesAsync("displayName", "Dr Sans Script");
        await coordinator.Page.SelectOptionAsync("#function", "general-practitioner");
        await coordinator.WritesAsync("email", "sans.script@example.org");
        await coordinator.PressesAsync("Ajouter");
        var link = (await coordinator.Page.Locator(".cpts-code", new() { HasTextString = "/activate/" }).InnerTextAsync()).Trim();

        var member = new DeskPages(await ComesAsync(Device.Phone.WithoutJavaScript));
        await member.OpensAsync(new Uri(link).AbsolutePath);
        await member.WritesAsync("password", Phrase);
        await member.PressesAsync("Continuer");
        var key = await member.Page.Locator(".cpts-key").InnerTextAsync();
        await member.WritesAsync("code", Authenticator.CodeAt(key, TimeProvider.System.GetUtcNow()));
        await member.PressesAsync("Continuer");
        await member.PressesAsync("Je les ai notés");

        await member.OpensAsync("/account");
        await member.WritesAsync("secondEmail", "second@example.org");
        await member.Page.Locator("form:has(#secondEmail) button").ClickAsync();
        await member.ShouldSayAsync("C’est enregistré.");
        await member.Page.Locator("#language-en").CheckAsync();
        await member.Page.Locator("main form[action='/language'] button").ClickAsync();
        await Assertions.Expect(member.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        await member.PressesAsync("Sign out");
        await member.Page.WaitForURLAsync("**/sign-in");

        await member.WritesAsync("email", "sans.script@example.org");
        await member.WritesAsync("password", Phrase);
        await member.PressesAsync("Sign in", exact: true);
        // The next code: each is taken once.
        await member.WritesAsync("code", Authenticator.CodeAt(key, TimeProvider.System.GetUtcNow().AddSeconds(30)));
        await member.PressesAsync("Continue");
        await member.Page.WaitForURLAsync("**/requests");
        await member.OpensAsync("/account");
        await Assertions.Expect(member.Page.Locator("#secondEmail")).ToHaveValueAsync("second@example.org");
        await member.PressesAsync("Sign out");
        await member.Page.WaitForURLAsync("**/sign-in");
        await member.OpensAsync("/requests");
        member.Page.Url.ShouldContain("/sign-in");
    }

    [Fact]
    public async Task A_coordinator_corrects_a_member_who_leaves_and_comes_back()
    {
        var coordinator = new DeskPages(await SignsInAsync(People.Coordinator, Device.Desktop.WithoutJavaScript));
        await coordinator.OpensAsync("/people");
        await coordinator.FollowsAsync(People.Gp2);
        await coordinator.WritesAsync("phone", "+33 1 99 00 00 09");
        await coordinator.PressesAsync("Enregistrer");
        await coordinator.ShouldSayAsync("La fiche est enregistrée.");
        await coordinator.PressesAsync("Désactiver ce membre");
        await coordinator.ShouldSayAsync("Ce membre est désactivé.");
        await coordinator.PressesAsync("Réactiver ce membre");
        await coordinator.ShouldSayAsync("Ce membre est de nouveau actif.");
    }

    /// <summary>The next version of a lane leaves a second.</summary>
    async Task IsHurriedAsync(string code)
    {
        var lane = JsonNode.Parse((await Board.LaneAsync(code, Cancellation)).GetRawText())!;
        lane["clock"]!["stages"]![0]!["duration"]!.GetValue<string>().ShouldBe("PT12H");
        lane["clock"]!["stages"]![0]!["duration"] = "PT1S";
        await Board.Coordinator.PutsAsync($"/api/lanes/{code}", lane.ToJsonString(), Cancellation, ("If-Match", "\"1\""));
    }
}
