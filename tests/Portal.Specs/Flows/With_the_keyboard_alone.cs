using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Whole jobs with Tab, Enter, Space and arrows, from signing in to the end: no mouse, no finger, and the focus where one expects it on each page.</summary>
public sealed class With_the_keyboard_alone(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal), IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_requester_posts_reads_the_answer_and_closes()
    {
        var (page, keys) = await SignsInWithKeysAsync(People.Gp);
        // Listened for from the beginning: a browser that is told so together with the key that asks may show a window of its own instead.
        var chooser = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.FileChooser += (_, shown) => chooser.TrySetResult(shown);
        await keys.EntersAsync("main a[href='/requests/new']");
        await ShouldBeginAtItsBeginningAsync(page, "**/requests/new");
        await keys.EntersAsync("main a[href='/requests/new/ecg']");
        await ShouldBeginAtItsBeginningAsync(page, "**/requests/new/ecg");

        await keys.EntersAsync("[data-answer-all-with]");
        await keys.ChoosesAsync("indication", "diabetes-yearly");
        await keys.TypesAsync("question", "ECG annuel : quelque chose à signaler ?");
        await keys.TypesAsync("patient.birthName", "CLAVIER-FICTIF");
        await keys.TypesAsync("patient.givenNames", "Marie");
        await keys.TypesAsync("patient.birthDate", "17051960");
        await keys.ChoosesAsync("patient.sex", "female");
        await keys.EntersAsync("[data-now='answers-recordedAt']");
        await keys.ChoosesAsync("answers.leads", "12-lead");
        foreach (var question in (string[])["otherSymptoms", "pacemaker", "familySuddenDeath"])
            await keys.ChoosesAsync("answers." + question, "false");
        await keys.TypesAsync("answers.currentTreatments", "Aucun");
        foreach (var question in (string[])["qtDrugs", "previousEcg"])
            await keys.ChoosesAsync("answers." + question, "false");
        await keys.ReachesAsync(page.Locator("input[type=file]"));
        await keys.PressesAsync("Enter");
        await (await chooser.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation)).SetFilesAsync(Tracing.Small);
        await Assertions.Expect(page.Locator(".cpts-photo input[type=hidden]")).ToHaveCountAsync(1);
        await keys.TicksAsync("consent.given", "true");
        await keys.EntersAsync("main form[enctype] button[type=submit]");

        var send = page.Locator("button[name=_handler][value=send]");
        await Assertions.Expect(send).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await keys.EntersAsync(send);
        await page.WaitForURLAsync("**/referrals/**");
        await Assertions.Expect(page.Locator("[data-said]")).ToBeFocusedAsync();

        var id = Guid.Parse(new Uri(page.Url).Segments[^1].TrimEnd('/'));
        await Board.ReachesAsync(id, "queued", Cancellation);
        await Board.Cardiologist.DoesAsync("claim", id, Cancellation);
        await Board.Cardiologist.DoesAsync("answer", id, Requests.AnswerFor(await Board.LaneAsync("ecg", Cancellation)), Cancellation);
        await Board.ReachesAsync(id, "delivered", Cancellation);
        // The news comes by itself; until it is there, Tab does not meet it.
        await Assertions.Expect(page.Locator("[data-live-banner]")).ToBeVisibleAsync();
        await keys.EntersAsync("[data-live-banner] a");
        await Assertions.Expect(page.Locator(".cpts-answer")).ToBeVisibleAsync();
        // Once its script has run, nothing takes the focus away any more.
        await page.WaitForLoadStateAsync(LoadState.Load);
        await keys.EntersAsync("button[name=impact][value=ConsultationAvoided]");
        await Assertions.Expect(page.Locator("[data-said]")).ToBeFocusedAsync();
        (await Board.Gp.ReadsAsync(id, Cancellation)).ReferralStatus.ShouldBe("closed");
    }

    [Fact]
    public async Task An_expert_claims_answers_and_has_the_next_one()
    {
        var (first, second) = (await Board.QueuedAsync("ecg", Cancellation), await Board.QueuedAsync("ecg", Cancellation));
        var (page, keys) = await SignsInWithKeysAsync(People.Cardiologist2, refusal: 422);
        // Own replies stand in the form before its button: Enter in a field must not meet them.
        await page.GotoAsync("/canned-replies");
        await keys.TypesAsync("title", "Fin");
        await keys.PressesAsync("Tab");
        await page.Keyboard.TypeAsync("Contrôle dans un an.");
        await keys.PressesAsync("Tab");
        await keys.PressesAsync("Enter");
        await Assertions.Expect(page.Locator("[data-said]")).ToBeFocusedAsync();
        await keys.EntersAsync("header a[href='/desks/ecg']");
        await ShouldBeginAtItsBeginningAsync(page, "**/desks/ecg");
        await keys.EntersAsync($"button[name=referral][value='{first}']");
        await page.WaitForURLAsync($"**/referrals/{first}**");
        await Assertions.Expect(page.Locator("[data-said]")).ToBeFocusedAsync();
        await keys.EntersAsync($"main a[href='/referrals/{first}/answer']");
        await ShouldBeginAtItsBeginningAsync(page, $"**/referrals/{first}/answer");

        await keys.ChoosesAsync("fields.quality", "good");
        await keys.PicksAsync(page.Locator("#fields-rhythm"), "sinus");
        foreach (var (field, value) in new[] { ("rate", "68"), ("pr", "160"), ("qrs", "92"), ("qt", "392"), ("qtc", "417") })
            await keys.TypesAsync("fields." + field, value);
        await keys.ChoosesAsync("fields.qtcFormula", "bazett");
        await keys.TypesAsync("fields.axis", "45");
        await keys.ChoosesAsync("fields.st", "normal");
        await keys.ChoosesAsync("fields.tWave", "normal");
        await keys.TypesAsync("fields.conclusion", "ECG normal.");
        await keys.ChoosesAsync("fields.severity", "normal");
        await keys.EntersAsync(".cpts-actions button[name=then][value=next]");
        // Something is missing: the focus is on what is, and one Enter from its field.
        await Assertions.Expect(page.Locator("[data-error-summary]")).ToBeFocusedAsync();
        await keys.EntersAsync("[data-error-summary] a[href$='#fields-action']");
        await Assertions.Expect(page.Locator("#fields-action")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Contrôle dans un an.");
        await keys.ReachesAsync(page.Locator("#fields-rate"));
        await keys.PressesAsync("Enter");

        await page.WaitForURLAsync($"**/referrals/{second}**");
        await Assertions.Expect(page.Locator("[data-said]")).ToContainTextAsync("Voici la suivante");
        await Assertions.Expect(page.Locator("[data-said]")).ToBeFocusedAsync();
        var answered = (await Board.Gp.ReadsAsync(first, Cancellation)).Json.GetProperty("answer");
        answered.GetProperty("fields").GetProperty("rate").GetInt32().ShouldBe(68);
        answered.GetProperty("text").ValueKind.ShouldBe(JsonValueKind.Null, "no reply of their own was inserted");
    }

    [Fact]
    public async Task A_coordinator_sets_the_cause_of_a_breach()
    {
        var lane = JsonNode.Parse((await Board.LaneAsync("cardiology", Cancellation)).GetRawText())!.AsObject();
        lane["code"] = "rushed";
        lane["version"] = 0;
        lane["clock"]!["stages"]![0]!["duration"] = "PT1S";
        lane["clock"]!["stages"]![0]!["calendar"] = new JsonObject { ["kind"] = "continuous" };
        await Board.Coordinator.PutsAsync("/api/lanes/rushed", lane.ToJsonString(), Cancellation);
        await Board.QueuedAsync("rushed", Cancellation);
        var breach = await Eventually.SeesAsync(
            async () => (await Board.Coordinator.GetsAsync("/api/breaches?lane=rushed", Cancellation)).Json.GetProperty("items").EnumerateArray().ToList(), found => found.Count > 0, Cancellation);
        var id = breach[0].GetProperty("id").GetString();

        var (page, keys) = await SignsInWithKeysAsync(People.Coordinator);
        await keys.EntersAsync("header a[href='/board/breaches']");
        await ShouldBeginAtItsBeginningAsync(page, "**/board/breaches**");
        var cause = page.Locator($"#cause-{id}");
        var wanted = await cause.Locator("option").Nth(2).GetAttributeAsync("value") ?? "";
        await keys.PicksAsync(cause, wanted);
        await keys.PressesAsync("Tab");
        await keys.PressesAsync("Enter");

        await Assertions.Expect(page.Locator("[data-said]")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator($"#cause-{id}")).ToHaveValueAsync(wanted);
    }

    /// <summary>The page of signing in, one of its one-tap buttons; then the first Tab meets the link past the menu, and it leads to the content.</summary>
    /// <param name="refusal">What the spec leads to on purpose.</param>
    async Task<(IPage Page, Keyboard Keys)> SignsInWithKeysAsync(string person, int refusal = 0)
    {
        var visitor = await ComesAsync();
        visitor.Watch.Expects(refusal);
        await visitor.GoesToAsync("/sign-in");
        var keys = new Keyboard(visitor.Page);
        await keys.EntersAsync(visitor.Page.Locator("button[name=person]", new() { HasText = person }));
        await visitor.Page.WaitForURLAsync(url => !new Uri(url).AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal));
        await keys.PressesAsync("Tab");
        await Assertions.Expect(visitor.Page.Locator(".govuk-skip-link")).ToBeFocusedAsync();
        return (visitor.Page, keys);
    }

    /// <summary>A page that was loaded begins at its beginning: the first Tab meets the link past the menu.</summary>
    static async Task ShouldBeginAtItsBeginningAsync(IPage page, string address)
    {
        await page.WaitForURLAsync(address);
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".govuk-skip-link")).ToBeFocusedAsync();
    }
}
