using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>What a person looks at the portal with.</summary>
public sealed record Device(int Width, int Height)
{
    public static Device Desktop { get; } = new(1280, 800);

    public static Device Phone { get; } = new(390, 844) { Touch = true };

    /// <summary>The narrowest width that WCAG asks for; also what a 1280 pixel window is at 400 %.</summary>
    public static Device Narrow { get; } = new(320, 640);

    public bool Touch { get; init; }

    public bool Dark { get; init; }

    public string Language { get; init; } = "fr-FR";

    public bool JavaScript { get; init; } = true;

    public bool ServiceWorker { get; init; } = true;

    public Device InEnglish => this with { Language = "en-GB" };

    public Device InTheDark => this with { Dark = true };

    public Device WithoutJavaScript => this with { JavaScript = false };

    /// <summary>For a spec that stands between a page and the line itself: what passes through a worker passes it by. Nothing is kept for when the line is down.</summary>
    public Device WithoutServiceWorker => this with { ServiceWorker = false };

    public BrowserNewContextOptions Options(Uri address) => new()
    {
        BaseURL = address.ToString(),
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        HasTouch = Touch,
        IsMobile = Touch,
        ColorScheme = Dark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        Locale = Language,
        TimezoneId = "Europe/Paris",
        JavaScriptEnabled = JavaScript,
        ServiceWorkers = ServiceWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
    };

    public BrowserTypeLaunchPersistentContextOptions OptionsAtHome(Uri address, string executable, string[] arguments) => new()
    {
        ExecutablePath = executable,
        Headless = true,
        Args = arguments,
        BaseURL = address.ToString(),
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        HasTouch = Touch,
        IsMobile = Touch,
        Locale = Language,
        TimezoneId = "Europe/Paris",
    };

    public override string ToString() =>
        $"{Width}x{Height} {Language[..2]}{(Dark ? " dark" : "")}{(JavaScript ? "" : " without JavaScript")}";
}
