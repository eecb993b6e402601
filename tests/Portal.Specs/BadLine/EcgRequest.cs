using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>An ECG request, ready to be sent or nearly so; what it says is not what these specs are about.</summary>
static class EcgRequest
{
    public const string Address = "/requests/new/ecg";

    static readonly string[] Chosen =
    [
        "indication=diabetes-yearly", "patient.sex=female", "answers.leads=12-lead", "answers.otherSymptoms=false", "answers.pacemaker=false",
        "answers.familySuddenDeath=false", "answers.qtDrugs=false", "answers.previousEcg=false", "consent.given=true",
    ];

    static readonly (string Name, string Value)[] Typed =
    [
        ("question", "Quelque chose à signaler ?"), ("patient.givenNames", "Marie"), ("patient.birthDate", "1960-05-17"),
        ("answers.recordedAt", "2026-11-23T09:30"), ("answers.currentTreatments", "Aucun"),
    ];

    // A bad line loses what is asked, now and then a connection with it: each try is given up after up to twenty seconds, and the next one waits a while.
    const float Patience = 180_000;

    public static async Task FillsInAsync(this Visitor gp, string birthName)
    {
        await gp.GoesToAsync(Address);
        await gp.TypesAsync(birthName);
    }

    /// <summary>On the form that is open.</summary>
    public static async Task TypesAsync(this Visitor gp, string birthName)
    {
        await gp.Page.Locator("[data-answer-all-with]").ClickAsync();
        foreach (var choice in Chosen)
        {
            var id = await gp.Page.Locator($"input[name='{choice.Split('=')[0]}'][value='{choice.Split('=')[1]}']").GetAttributeAsync("id");
            await gp.Page.Locator($"label[for='{id}']").ClickAsync();
        }

        foreach (var (name, value) in Typed)
            await gp.Page.Locator($"[name='{name}']").FillAsync(value);
        await gp.Page.Locator("[name='patient.birthName']").FillAsync(birthName);
    }

    /// <summary>Chooses a file and sees it arrive.</summary>
    public static async Task AttachesAsync(this Visitor gp, FilePayload file)
    {
        await gp.Page.Locator("input[type=file]").SetInputFilesAsync(file);
        await Assertions.Expect(gp.Page.Locator(".cpts-photo input[type=hidden]")).ToHaveCountAsync(1, new() { Timeout = Patience });
    }

    public static async Task ReviewsAsync(this Visitor gp)
    {
        await gp.Page.Locator("main form[data-draft] button[type=submit]").ClickAsync();
        await Assertions.Expect(gp.Page.Locator("button[name=_handler][value=send]")).ToBeVisibleAsync(new() { Timeout = Patience });
    }

    public static Task SendsAsync(this Visitor gp) => gp.Page.Locator("button[name=_handler][value=send]").ClickAsync();

    /// <summary>Sees the page of the request.</summary>
    public static Task ArrivesAsync(this Visitor gp) => gp.Page.WaitForURLAsync("**/referrals/*", new PageWaitForURLOptions { Timeout = Patience });
}
