using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace CptsReferral.Portal.Specs.Readme;

/// <summary>Takes the README's pictures from the demo; run by <c>tests/screenshots</c> only, and looked at by a person.</summary>
public sealed class The_pictures_of_the_readme(Chromium chromium) : IAsyncLifetime
{
    static readonly string Folder = Environment.GetEnvironmentVariable("CPTS_PICTURES") ?? Pictures.Folder;

    StandaloneHost? demo;

    public async ValueTask InitializeAsync() => demo = await StandaloneHost.StartDemoAsync();

    public async ValueTask DisposeAsync()
    {
        if (demo is not null)
            await demo.DisposeAsync();
    }

    [Fact(Explicit = true)]
    public Task A_requester_at_home() => TakeAsync("requester", People.Gp, Device.Phone, "/requests");

    [Fact(Explicit = true)]
    public Task The_worklist_of_the_radiology_secretariat() => TakeAsync("worklist", People.Secretary, Device.Desktop, "/desks/imaging");

    [Fact(Explicit = true)]
    public Task The_coordinators_board() => TakeAsync("board", People.Coordinator, Device.Desktop, "/board");

    [Fact(Explicit = true)]
    public Task The_answer_between_two_patients() => TakeAsync("answer", People.Cardiologist, Device.Desktop, "/desks/ecg", async page =>
    {
        await page.Locator(".cpts-worklist__open", new PageLocatorOptions { HasText = "CHEVALIER" }).ClickAsync();
        await page.WaitForURLAsync("**/referrals/*");
        await page.GotoAsync(page.Url + "/answer");
    });

    async Task TakeAsync(string name, string person, Device device, string address, Func<IPage, Task>? goOn = null)
    {
        await using var visitor = await Visitor.ComesAsync(await chromium.OpensAsync(demo!.Address, device), device);
        await visitor.SignsInAsAsync(person);
        await visitor.GoesToAsync(address);
        if (goOn is not null)
            await goOn(visitor.Page);
        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Directory.CreateDirectory(Folder).FullName, name + ".png") });
    }
}
