using CptsReferral.Portal.Specs.Pages;
using Microsoft.Playwright;
using Shouldly;

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>Somebody with one device of their own before the portal.</summary>
public sealed class Visitor : IAsyncDisposable
{
    // Two cores serve the portal, the browser and the specs.
    const float Patience = 30_000;

    Visitor(IBrowserContext context, IPage page, Device device)
    {
        Context = context;
        Page = page;
        Device = device;
        Watch = new PageWatch(context);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; private set; }

    public Device Device { get; }

    public PageWatch Watch { get; }

    public static async Task<Visitor> ComesAsync(IBrowserContext context, Device device)
    {
        context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync(), device);
    }

    /// <summary>Goes to an address and sees a page there, not an error.</summary>
    public async Task<IResponse> GoesToAsync(string address)
    {
        var response = (await Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load })).ShouldNotBeNull();
        return response;
    }

    /// <summary>Signs in with one tap, as the demo allows.</summary>
    public async Task<Visitor> SignsInAsAsync(string name)
    {
        await GoesToAsync("/sign-in");
        await new SignInPage(Page).TapsAsync(name);
        return this;
    }

    /// <summary>Closes the page as one closes a tab, and opens another.</summary>
    public async Task ReopensAsync(string address)
    {
        await Page.CloseAsync();
        Page = await Context.NewPageAsync();
        await GoesToAsync(address);
    }

    /// <summary>The whole page, for whoever looks into a failure.</summary>
    public async Task<string> PicturesAsync(string name)
    {
        var path = Path.Combine(Pictures.Folder, $"{name}.png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        return path;
    }

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();
}
