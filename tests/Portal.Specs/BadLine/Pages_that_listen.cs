using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using Microsoft.Playwright;
using Xunit;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>Event streams on a server that speaks HTTP/1.1: a browser has six connections for all its pages.</summary>
[Collection(SharedPortal.Name)]
public sealed class Pages_that_listen(Chromium chromium, PortalHost portal) : PortalSpec(chromium, portal)
{
    const int MorePagesThanConnections = 9;

    [Fact]
    public async Task Leave_connections_to_the_others()
    {
        var gp = await SignsInAsync(People.Gp);
        var (opened, ended) = (0, 0);
        gp.Context.Request += (_, request) => Interlocked.Add(ref opened, Listens(request));
        gp.Context.RequestFailed += (_, request) => Interlocked.Add(ref ended, Listens(request));
        gp.Context.RequestFinished += (_, request) => Interlocked.Add(ref ended, Listens(request));

        var pages = new List<IPage>();
        for (var number = 0; number < MorePagesThanConnections; number++)
        {
            pages.Add(await gp.Context.NewPageAsync());
            await pages[^1].GotoAsync("/requests", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        }

        // Each of them came, and the last that came listens; of the page that gave up its place for it, this is told a moment later.
        await Eventually.SeesAsync(() => Volatile.Read(ref opened), streams => streams >= MorePagesThanConnections, Cancellation);
        await Eventually.SeesAsync(() => Volatile.Read(ref opened) - Volatile.Read(ref ended), streams => streams is >= 1 and <= 3, Cancellation);
        foreach (var page in pages)
            await page.CloseAsync();
    }

    [Fact]
    public async Task Are_told_afterwards_what_changed_while_the_line_was_down()
    {
        var gp = await SignsInAsync(People.Gp2);
        var told = gp.Page.Locator("[data-live-banner]");
        await gp.Page.RunAndWaitForResponseAsync(() => gp.GoesToAsync("/requests"), response => Listens(response.Request) > 0);
        await Assertions.Expect(told).ToBeHiddenAsync();

        gp.Watch.Offline = true;
        await gp.Context.SetOfflineAsync(true);
        await Board.ReachesAsync(await Board.AnsweredAsync("dermatology", Cancellation, Board.Gp2), "delivered", Cancellation, Board.Gp2);
        await gp.Context.SetOfflineAsync(false);

        await Assertions.Expect(told).ToBeVisibleAsync();
    }

    static int Listens(IRequest request) => new Uri(request.Url).AbsolutePath == "/live/mine" ? 1 : 0;
}
