using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Api;
using CptsReferral.Support.Lines;
using CptsReferral.Support.Standalone;
using Microsoft.Playwright;
using Xunit;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>The demo at one end of a bad line and a phone's browser at the other.</summary>
public sealed class Valley(Chromium chromium) : IAsyncLifetime
{
    const float Patience = 120_000;
    const int WhichPacketsAreLost = 7;

    StandaloneHost? host;
    IBrowser? browser;
    SlowLine? line;

    public string? Missing => chromium.Missing ?? SlowLine.Missing;

    public SlowLine Line => line!;

    /// <summary>Asked over another line.</summary>
    public Switchboard Board => host!;

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        line = SlowLine.Lay(WhichPacketsAreLost);
        host = await StandaloneHost.StartDemoAsync(line);
        browser = await chromium.StartAsync(line.OnThePhone(Chromium.Executable));
    }

    /// <summary>Somebody with a fresh phone.</summary>
    /// <param name="session">Cookies of an earlier phone of the same person.</param>
    public async Task<Visitor> ComesAsync(string? session = null)
    {
        var options = Device.Phone.Options(SlowLine.Address);
        options.StorageState = session;
        var context = await browser!.NewContextAsync(options);
        // A browser estimates its line from public hosts only; on one like this it says so.
        await context.AddInitScriptAsync("Object.defineProperty(NetworkInformation.prototype, 'effectiveType', { get: () => '3g' })");
        var visitor = await Visitor.ComesAsync(context, Device.Phone);
        context.SetDefaultTimeout(Patience);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        if (host is not null)
            await host.DisposeAsync();
        if (line is not null)
            await line.DisposeAsync();
    }
}
