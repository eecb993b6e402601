using Microsoft.Playwright;
using Xunit;

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>
/// The machine's own browser, started once for all specs; nothing is downloaded. Where Debian's headless shell is installed beside it, that one
/// shows the pages (the same engine without its own windows, and faster); only what is done at home needs the whole browser.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    const string Usual = "/usr/bin/chromium";
    const string UsualShell = "/usr/bin/chromium-headless-shell";

    static readonly string Path = Environment.GetEnvironmentVariable("CPTS_TEST_CHROMIUM") ?? Usual;
    static readonly string Shell = Path == Usual && File.Exists(UsualShell) ? UsualShell : Path;

    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    IPlaywright? playwright;
    IBrowser? browser;

    /// <summary>Why there is no browser; null when there is one.</summary>
    public string? Missing { get; } = File.Exists(Path) ? null : $"Chromium is not at {Path} (CPTS_TEST_CHROMIUM names another place)";

    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await StartAsync(Shell);
    }

    /// <summary>What one device shows; nothing is shared with another one.</summary>
    /// <param name="session">Cookies of an earlier device of the same person.</param>
    public Task<IBrowserContext> OpensAsync(Uri address, Device device, string? session = null)
    {
        var options = device.Options(address);
        options.StorageState = session;
        return browser!.NewContextAsync(options);
    }

    /// <summary>A browser of its own, started through a program that puts it somewhere else.</summary>
    public Task<IBrowser> StartAsync(string executable) => playwright!.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
    {
        ExecutablePath = executable,
        Headless = true,
        Args = Arguments,
    });

    /// <summary>A browser as people have it at home: what it keeps is in a folder, and is still there when it is started again.</summary>
    public Task<IBrowserContext> OpensAtHomeAsync(string folder, Uri address, Device device) =>
        playwright!.Chromium.LaunchPersistentContextAsync(folder, device.OptionsAtHome(address, Path, Arguments));

    /// <summary>Where it is started from.</summary>
    public static string Executable => Shell;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
