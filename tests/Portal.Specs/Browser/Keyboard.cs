using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>Somebody without a mouse.</summary>
sealed class Keyboard(IPage page)
{
    const int Enough = 400;

    // Numbers what Tab should reach: of a group of radios, the one that is chosen or any; where a dialog is open, only what is in it.
    // From then on the page itself notes each stop and whether the focus can be seen there.
    const string Reachable = """
        () => {
          const groups = new Set();
          let n = 0;
          const within = document.querySelector('dialog:modal') ?? document;
          for (const e of within.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')) {
            if (e.disabled || e.tabIndex < 0 || e.type === 'hidden' || e.closest('[inert]') || !e.checkVisibility({ visibilityProperty: true })) continue;
            if (e.type === 'radio') {
              const group = (e.form?.id ?? '') + e.name;
              if (groups.has(group)) continue;
              groups.add(group);
              for (const other of document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)) other.dataset.specStop = n;
              n++;
            } else e.dataset.specStop = n++;
          }
          const shows = (style) => (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
          window.specStops = { reached: new Set(), unseen: new Set() };
          addEventListener('focusin', ({ target: e }) => {
            const label = ['radio', 'checkbox'].includes(e.type) ? e.parentElement.querySelector('label') : null;
            // The browser draws its own ring inside a date; a tile shows it around the whole choice.
            const tile = e.closest('.cpts-tile');
            const seen = ['date', 'datetime-local', 'time'].includes(e.type) || (tile && shows(getComputedStyle(tile))) || shows(getComputedStyle(e)) || (label && shows(getComputedStyle(label, '::before'))) || shows(getComputedStyle(e, '::after'));
            if (!seen) specStops.unseen.add(e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className ? '.' + e.className.trim().split(/\s+/)[0] : ''));
            if (e.dataset.specStop) specStops.reached.add(e.dataset.specStop);
          });
          document.activeElement?.blur();
          return n;
        }
        """;

    const string Noted = "() => ({ reached: specStops.reached.size, unseen: [...specStops.unseen], missed: [...document.querySelectorAll('[data-spec-stop]')].filter(e => !specStops.reached.has(e.dataset.specStop)).slice(0, 5).map(e => e.id || e.name || e.className || e.tagName) })";

    // A date and a time have up to six parts each, and the browser's own bar comes at the end.
    const int More = 40;

    public Task<bool> IsInDialogAsync() => page.EvaluateAsync<bool>("document.querySelector('dialog:modal') !== null");

    /// <summary>A page takes the focus to its heading; going back to the top from there meets the link that leads past the menu.</summary>
    public async Task SkipsToContentAsync()
    {
        var skip = page.Locator(".govuk-skip-link");
        await skip.FocusAsync();
        await Assertions.Expect(skip).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    /// <summary>Presses Tab until it has been everywhere; tells what was not reached and where the focus could not be seen.</summary>
    public async Task<IReadOnlyList<string>> TabsThroughAsync()
    {
        var wanted = await page.EvaluateAsync<int>(Reachable);
        var way = new Way(0, [], []);
        for (var pressed = 0; pressed < Enough && way.Reached < wanted;)
        {
            for (var once = Math.Max(wanted - way.Reached, 1); once > 0; once--, pressed++)
                await page.Keyboard.PressAsync("Tab");
            var before = way.Reached;
            way = await page.AsksAsync<Way>(Noted);
            if (pressed > wanted + More && way.Reached == before)
                break;
        }

        return
        [
            .. way.Unseen.Select(stop => $"focus cannot be seen on {stop}"),
            .. way.Reached < wanted ? [$"Tab does not reach {wanted - way.Reached} of {wanted}: {string.Join(", ", way.Missed)}"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Tab, until the focus is on it.</summary>
    public async Task ReachesAsync(ILocator what)
    {
        for (var press = 0; press < Enough; press++)
        {
            if (await what.EvaluateAllAsync<bool>("all => all.includes(document.activeElement)"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"Tab does not reach {what}.");
    }

    public Task PressesAsync(string key) => page.Keyboard.PressAsync(key);

    /// <summary>A link or a button.</summary>
    public async Task EntersAsync(ILocator what)
    {
        await ReachesAsync(what);
        await PressesAsync("Enter");
    }

    public Task EntersAsync(string selector) => EntersAsync(page.Locator(selector));

    public async Task TypesAsync(string name, string text)
    {
        await ReachesAsync(Named(name));
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>A radio button: Tab to its group, then arrows; Space where the first one is it.</summary>
    public async Task ChoosesAsync(string name, string value)
    {
        await ReachesAsync(Named(name));
        var wanted = page.Locator($"input[name='{name}'][value='{value}']");
        await PressesAsync("Space");
        for (var press = 0; press < Enough && !await wanted.IsCheckedAsync(); press++)
            await PressesAsync("ArrowDown");
    }

    public async Task TicksAsync(string name, string value)
    {
        await ReachesAsync(page.Locator($"input[name='{name}'][value='{value}']"));
        await PressesAsync("Space");
    }

    /// <summary>One of a list that is not opened.</summary>
    public async Task PicksAsync(ILocator list, string value)
    {
        await ReachesAsync(list);
        await PressesAsync("Home");
        for (var press = 0; press < Enough && await list.InputValueAsync() != value; press++)
            await PressesAsync("ArrowDown");
    }

    ILocator Named(string name) => page.Locator($"[name='{name}']:not([type=hidden])");

    sealed record Way(int Reached, string[] Unseen, string[] Missed);
}
