using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Pages;

/// <summary>A new request: the form of a lane, then everything once more.</summary>
sealed class NewRequestPage(Visitor visitor)
{
    public Hand Hand { get; } = new(visitor.Page, visitor.Device.Touch);

    public ILocator ErrorSummary => Page.Locator("[data-error-summary]");

    public ILocator Files => Page.Locator(".cpts-photo");

    /// <summary>The strip that says what becomes of what one sends.</summary>
    public ILocator Line => Page.Locator("[data-connection]");

    ILocator Send => Page.Locator("button[name=_handler][value=send]");

    IPage Page => visitor.Page;

    public async Task OpensAsync(string lane)
    {
        await Hand.GoesOnAsync("main a[href='/requests/new']", () => Page.Locator(".cpts-tile").First.WaitForAsync());
        await OpensAgainAsync(lane);
    }

    /// <summary>For the patient of an earlier request, from its page.</summary>
    public async Task OpensForPatientOfAsync(Guid earlier, string lane)
    {
        var again = Page.Locator("main a[href^='/requests/new?patient=']");
        await Hand.GoesOnAsync($"[data-referral='{earlier}'] a", () => again.WaitForAsync());
        await Hand.GoesOnAsync(again, () => Page.Locator(".cpts-tile").First.WaitForAsync());
        await Hand.GoesOnAsync($"main a[href^='/requests/new/{lane}?patient=']", () => Page.Locator("main form[enctype]").WaitForAsync());
    }

    /// <summary>What was asked for last is one tap from home.</summary>
    public Task OpensAgainAsync(string lane) =>
        Hand.GoesOnAsync($"main a[href='/requests/new/{lane}']", () => Page.Locator("main form[enctype]").WaitForAsync());

    /// <summary>What a GP who knows it does for an ECG without warning signs: what is asked nearly always they leave as it is.</summary>
    /// <param name="birthName">None when the form knows the patient already.</param>
    public async Task FillsInEcgAsync(string? birthName, FilePayload tracing)
    {
        await DeniesAsync("[data-answer-all-with]", "chestPain", "syncope", "dyspnoeaAtRest", "palpitationsNow");
        await Hand.ChoosesAsync("indication", "diabetes-yearly");
        if (birthName is not null)
            await IsAboutAsync(birthName);
        await DeniesAsync("[data-answer-usual]", "otherSymptoms", "pacemaker", "familySuddenDeath", "qtDrugs", "previousEcg");
        await Hand.TypesAsync("answers.currentTreatments", "Metformine, ramipril");
        await Hand.AttachesAsync(tracing);
        await Hand.ChoosesAsync("consent.given", "true");
    }

    public async Task IsAboutAsync(string birthName)
    {
        await Hand.TypesAsync("patient.birthName", birthName);
        await Hand.TypesAsync("patient.givenNames", "Marie");
        await Hand.TypesAsync("patient.birthDate", "17051960");
        await Hand.ChoosesAsync("patient.sex", "female");
    }

    /// <summary>Goes on to the summary.</summary>
    public Task ReviewsAsync() => Hand.GoesOnAsync("main form[enctype] button[type=submit]", () => Send.WaitForAsync());

    public Task TapsSendAsync() => Hand.TapsAsync(Send);

    /// <summary>Sends it, and sees the page of the request that was recorded.</summary>
    public async Task<Guid> SendsAsync()
    {
        var sent = Guid.Empty;
        await Hand.GoesOnAsync(Send, async () => sent = await ArrivesAsync());
        return sent;
    }

    public async Task<Guid> ArrivesAsync(float patience = 30_000)
    {
        await Page.WaitForURLAsync("**/referrals/**", new PageWaitForURLOptions { Timeout = patience });
        return Guid.Parse(new Uri(Page.Url).Segments[^1].TrimEnd('/'));
    }

    /// <summary>"No" to each; a script makes it one tap.</summary>
    async Task DeniesAsync(string button, params string[] questions)
    {
        if (visitor.Device.JavaScript)
        {
            await Hand.TapsAsync(button);
            return;
        }

        foreach (var question in questions)
            await Hand.ChoosesAsync($"answers.{question}", "false");
    }
}
