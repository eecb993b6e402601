using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>A cardiologist between two patients, on their own switchboard: what is first on the list is known.</summary>
public sealed class An_expert(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    [Fact]
    public async Task Takes_asks_answers_and_goes_on_to_the_next_with_one_tap()
    {
        var first = await Board.QueuedAsync("ecg", Cancellation);
        var second = await Board.QueuedAsync("ecg", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist));
        await expert.OpensListAsync("ecg");

        await expert.TakesAsync(first);
        await expert.ShouldBeAtAsync(first);
        await expert.FollowsAsync("Demander un complément");
        await expert.WritesAsync("question", "Quelle est la kaliémie ?");
        await expert.PressesAsync("Envoyer la question");
        await expert.ShouldSayAsync("Question envoyée. Le délai est en pause.");
        await Board.Gp.DoesAsync("information", first, new() { ["text"] = "4,1 mmol/L." }, Cancellation);

        await expert.AnswersAsync(first, "ECG normal.");
        await expert.PressesAsync("Envoyer, puis la suivante");

        await expert.ShouldSayAsync("Voici la suivante");
        await expert.ShouldBeAtAsync(second);
        (await Board.Gp.ReadsAsync(first, Cancellation)).Json.GetProperty("answer").GetProperty("fields").GetProperty("conclusion").GetString().ShouldBe("ECG normal.");
        (await Board.Gp.ReadsAsync(second, Cancellation)).ReferralStatus.ShouldBe("claimed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Learns_at_once_who_was_faster(bool javaScript)
    {
        var id = await Board.QueuedAsync("cardiology", Cancellation);
        var visitor = await SignsInAsync(People.Cardiologist2, javaScript ? Device.Phone : Device.Phone.WithoutJavaScript);
        // No event comes through: it would have taken the button away before the finger was there.
        visitor.Watch.Offline = true;
        await visitor.Context.RouteAsync("**/live/**", route => route.AbortAsync());
        var expert = new DeskPages(visitor);
        await expert.OpensListAsync("cardiology");
        await Board.Cardiologist.DoesAsync("claim", id, Cancellation);

        expert.ExpectsRefusal(409);
        await expert.PressesTakeAsync(id);

        await expert.ShouldSayAsync("Dr Côme Cardin-Fictif (Cardiologue) vient de prendre cette demande.");
    }

    [Fact]
    public async Task Is_told_every_fault_of_an_answer_and_keeps_what_was_typed()
    {
        var id = await Board.ClaimedAsync("cardiology", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist));
        await expert.OpensAsync($"/referrals/{id}/answer");
        await expert.WritesAsync("fields-conclusion", "Rien d'inquiétant.");

        expert.ExpectsRefusal(422);
        await expert.PressesAsync("Envoyer", exact: true);

        await Assertions.Expect(expert.Page.Locator("[data-error-summary]")).ToBeFocusedAsync();
        await Assertions.Expect(expert.Page.Locator("#fields-conclusion")).ToHaveValueAsync("Rien d'inquiétant.");
    }

    [Fact]
    public async Task Must_say_whom_they_phoned_when_it_is_an_emergency()
    {
        var id = await Board.ClaimedAsync("ecg", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist));
        await expert.OpensAsync($"/referrals/{id}/answer");
        var phoned = expert.Page.Locator("#fields-directContactName");
        await Assertions.Expect(phoned).ToBeHiddenAsync();

        await expert.Page.Locator("input[name='fields.severity'][value=emergency]").CheckAsync();

        await Assertions.Expect(phoned).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inserts_a_reply_of_their_own(bool javaScript)
    {
        var id = await Board.ClaimedAsync("cardiology", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist, javaScript ? Device.Desktop : Device.Desktop.WithoutJavaScript));
        var title = javaScript ? "Avec script" : "Sans script";
        await expert.OpensAsync("/canned-replies");
        await expert.WritesAsync("title", title);
        await expert.WritesAsync("text", "Contrôle dans un an.");
        await expert.PressesAsync("Enregistrer");
        await expert.ShouldSayAsync("Enregistré.");

        await expert.OpensAsync($"/referrals/{id}/ask");
        await expert.WritesAsync("question", "Bonjour.");
        await expert.Page.GetByText("Mes réponses types").First.ClickAsync();
        await expert.PressesAsync(title);

        await Assertions.Expect(expert.Page.Locator("#question")).ToHaveValueAsync("Bonjour.\nContrôle dans un an.");
    }

    [Fact]
    public async Task Finds_a_patient_without_a_trace_in_the_address()
    {
        await Board.QueuedAsync("cardiology", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist));
        await expert.OpensListAsync("cardiology");

        await expert.WritesAsync("word", "marie durand");
        await expert.PressesAsync("Chercher");

        await Assertions.Expect(expert.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "parmi celles qui sont ouvertes" })).ToBeVisibleAsync();
        await Assertions.Expect(expert.Page.Locator("[data-referral]").First).ToBeVisibleAsync();
        new Uri(expert.Page.Url).Query.ShouldBeEmpty();
        (await expert.Page.TitleAsync()).ShouldNotContain("DURAND", Case.Insensitive);
    }

    [Fact]
    public async Task Declines_redirects_and_gives_back()
    {
        var declined = await Board.ClaimedAsync("cardiology", Cancellation);
        var redirected = await Board.ClaimedAsync("ecg", Cancellation);
        var released = await Board.ClaimedAsync("cardiology", Cancellation);
        var expert = new DeskPages(await SignsInAsync(People.Cardiologist));

        await expert.OpensAsync($"/referrals/{declined}/decline");
        expert.ExpectsRefusal(422);
        await expert.PressesAsync("Refuser la demande");
        await Assertions.Expect(expert.Page.Locator("[data-error-summary]")).ToBeFocusedAsync();
        await expert.Page.Locator("input[name=reason][value=duplicate]").CheckAsync();
        await expert.WritesAsync("text", "Déjà répondu lundi.");
        await expert.PressesAsync("Refuser la demande");
        await expert.ShouldSayAsync("Demande refusée.");
        await expert.OpensAsync($"/referrals/{redirected}/redirect");
        await expert.Page.Locator("input[name=lane][value=cardiology]").CheckAsync();
        await expert.PressesAsync("Réorienter la demande");
        await expert.ShouldSayAsync("Demande réorientée.");
        await expert.OpensAsync($"/referrals/{released}");
        await expert.Page.GetByText("Rendre au groupe").ClickAsync();
        await expert.PressesAsync("Rendre la demande");
        await expert.ShouldSayAsync("La demande est rendue au groupe.");

        (await StatusAsync(declined)).ShouldBe("declined");
        var gp = await SignsInAsync(People.Gp, Device.Phone.InEnglish);
        await gp.GoesToAsync($"/referrals/{declined}");
        await Assertions.Expect(gp.Page.Locator(".cpts-answer")).ToContainTextAsync("Duplicate request");
        await Assertions.Expect(gp.Page.Locator(".cpts-answer")).ToContainTextAsync("Déjà répondu lundi.");
        (await StatusAsync(redirected)).ShouldBe("redirected");
        (await StatusAsync(released)).ShouldBe("queued");
    }

    async Task<string> StatusAsync(Guid id) => (await Board.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("status").GetString()!;
}
