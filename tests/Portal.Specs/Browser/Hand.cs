using System.Globalization;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>A person's hand: counts what it does.</summary>
public sealed class Hand(IPage page, bool touch)
{
    readonly long startedAt = TimeProvider.System.GetTimestamp();

    public int Taps { get; private set; }

    public int Fields { get; private set; }

    /// <summary>Signs that were typed.</summary>
    public int Keys { get; private set; }

    public double Seconds => TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;

    public async Task TapsAsync(ILocator what)
    {
        Taps++;
        // A label is as large as a finger; what it belongs to need not be.
        if (touch)
            await what.TapAsync();
        else
            await what.ClickAsync();
    }

    public Task TapsAsync(string selector) => TapsAsync(page.Locator(selector));

    /// <summary>A radio button or a box, by its label.</summary>
    public async Task ChoosesAsync(string name, string value)
    {
        var id = await page.Locator($"input[name='{name}'][value='{value}']").GetAttributeAsync("id");
        await TapsAsync($"label[for='{id}']");
    }

    public async Task TypesAsync(string name, string text)
    {
        Fields++;
        // Of a date and of an hour, the digits.
        Keys += DateTime.TryParse(text, CultureInfo.InvariantCulture, out _) ? text.Count(char.IsDigit) : text.Length;
        await page.Locator($"[name='{name}']").FillAsync(text);
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
        Taps++;
        await page.Locator("input[type=file]").SetInputFilesAsync(files);
    }
}
