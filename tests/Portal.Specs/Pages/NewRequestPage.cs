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
        await Hand.TapsAsync("main a[href='/requests/new']");
        await Hand.TapsAsync($"main a[href='/requests/new/{lane}']");
        await Page.WaitForURLAsync($"**/requests/new/{lane}");
    }

    /// <summary>What a GP who knows it does for an ECG without warning signs.</summary>
    public async Task FillsInEcgAsync(string birthName, FilePayload tracing)
    {
        foreach (var sign in (string[])["chestPain", "syncope", "dyspnoeaAtRest", "palpitationsNow"])
        {
            if (visitor.Device.JavaScript)
            {
                await Hand.TapsAsync("[data-answer-all-with]");
                break;
            }

            await Hand.ChoosesAsync($"answers.{sign}", "false");
        }

        await Hand.ChoosesAsync("indication", "diabetes-yearly");
        await Hand.TypesAsync("question", "ECG annuel : quelque chose à signaler ?");
        await IsAboutAsync(birthName);
        await Hand.TypesAsync("answers.recordedAt", "2026-11-24T09:30");
        await Hand.ChoosesAsync("answers.leads", "12-lead");
        await Hand.ChoosesAsync("answers.otherSymptoms", "false");
        await Hand.ChoosesAsync("answers.pacemaker", "false");
        await Hand.ChoosesAsync("answers.familySuddenDeath", "false");
        await Hand.TypesAsync("answers.currentTreatments", "Aucun");
        await Hand.ChoosesAsync("answers.qtDrugs", "false");
        await Hand.ChoosesAsync("answers.previousEcg", "false");
        await Hand.AttachesAsync(tracing);
        await Hand.ChoosesAsync("consent.given", "true");
    }

    public async Task IsAboutAsync(string birthName)
    {
        await Hand.TypesAsync("patient.birthName", birthName);
        await Hand.TypesAsync("patient.givenNames", "Marie");
        await Hand.TypesAsync("patient.birthDate", "1960-05-17");
        await Hand.ChoosesAsync("patient.sex", "female");
    }

    /// <summary>Goes on to the summary.</summary>
    public async Task ReviewsAsync()
    {
        await Hand.TapsAsync("main form[enctype] button[type=submit]");
        await Send.WaitForAsync();
    }

    public Task TapsSendAsync() => Hand.TapsAsync(Send);

    /// <summary>Sends it, and sees the page of the request that was recorded.</summary>
    public async Task<Guid> SendsAsync()
    {
        await TapsSendAsync();
        return await ArrivesAsync();
    }

    public async Task<Guid> ArrivesAsync(float patience = 30_000)
    {
        await Page.WaitForURLAsync("**/referrals/**", new PageWaitForURLOptions { Timeout = patience });
        return Guid.Parse(new Uri(Page.Url).Segments[^1].TrimEnd('/'));
    }
}
