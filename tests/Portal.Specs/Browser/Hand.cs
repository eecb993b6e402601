using System.Globalization;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>A person's hand: counts what it does.</summary>
public sealed class Hand(IPage page, bool touch)
{
    // A phone's own camera, opened by the field: it, the shutter, "use this one".
    const int CameraTaps = 3;

    readonly long startedAt = TimeProvider.System.GetTimestamp();

    /// <summary>Since the hand began.</summary>
    public double Seconds => TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;

    /// <summary>Touches of the screen, the phone's own camera included.</summary>
    public int Taps { get; private set; }

    /// <summary>Fields that were typed into; each was touched first.</summary>
    public int Fields { get; private set; }

    /// <summary>Signs that were typed.</summary>
    public int Keys { get; private set; }

    /// <summary>Half a screen each: a keyboard may hide the other half.</summary>
    public int Swipes { get; private set; }

    /// <summary>What had to be thought of: each choice, field and command. Taking a picture is one.</summary>
    public int Decisions { get; private set; }

    /// <summary>Pages that had to be waited for.</summary>
    public int Pages { get; private set; }

    public Task TapsAsync(string selector) => TapsAsync(page.Locator(selector));

    public async Task TapsAsync(ILocator what)
    {
        await ReachesAsync(what);
        Taps++;
        // A label is as large as a finger; what it belongs to need not be.
        if (touch)
            await what.TapAsync();
        else
            await what.ClickAsync();
    }

    /// <summary>A radio button or a box, by its label.</summary>
    public async Task ChoosesAsync(string name, string value)
    {
        var id = await page.Locator($"input[name='{name}'][value='{value}']").GetAttributeAsync("id");
        await TapsAsync($"label[for='{id}']");
    }

    public async Task TypesAsync(string name, string text)
    {
        var field = page.Locator($"[name='{name}']");
        await ReachesAsync(field);
        Fields++;
        // Of a date and of an hour, the digits.
        Keys += DateTime.TryParse(text, CultureInfo.InvariantCulture, out _) ? text.Count(char.IsDigit) : text.Length;
        await field.FillAsync(text);
    }

    /// <summary>Types unless it stands there already.</summary>
    public async Task WantsAsync(string name, string text)
    {
        if (await page.Locator($"[name='{name}']").InputValueAsync() != text)
            await TypesAsync(name, text);
    }

    /// <summary>Taps the choices that are not yet as they should be.</summary>
    public async Task WantsChoicesAsync(string name, params string[] values)
    {
        foreach (var choice in await page.Locator($"input[name='{name}']").AllAsync())
        {
            var value = await choice.GetAttributeAsync("value") ?? "";
            var alone = await choice.GetAttributeAsync("type") == "radio";
            var wanted = values.Contains(value, StringComparer.Ordinal);
            if (await choice.IsCheckedAsync() != wanted && (wanted || !alone))
                await ChoosesAsync(name, value);
        }
    }

    /// <summary>Takes a photograph or picks files.</summary>
    public async Task AttachesAsync(params FilePayload[] files)
    {
        var field = page.Locator("input[type=file]");
        await ReachesAsync(field);
        Taps += 1 + CameraTaps;
        await field.SetInputFilesAsync(files);
    }

    public Task GoesOnAsync(string selector, Func<Task> there) => GoesOnAsync(page.Locator(selector), there);

    /// <summary>Goes on, and waits until the next page is there.</summary>
    public async Task GoesOnAsync(ILocator what, Func<Task> there)
    {
        await TapsAsync(what);
        await there();
        Pages++;
    }

    // Scrolls as a person would: until it is about in the middle.
    async Task ReachesAsync(ILocator what)
    {
        Decisions++;
        await what.WaitForAsync();
        Swipes += await what.EvaluateAsync<int>("""
            (e) => {
              const box = e.getBoundingClientRect();
              if (box.top >= 0 && box.bottom <= innerHeight) return 0;
              const before = scrollY;
              e.scrollIntoView({ block: 'center', behavior: 'instant' });
              return Math.ceil(Math.abs(scrollY - before) / (innerHeight / 2));
            }
            """);
    }
}
