using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Support;
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

    /// <summary>As one closes a tab.</summary>
    public Task ClosesAsync() => Page.CloseAsync();

    /// <summary>Closes the page if it is not yet, and opens another.</summary>
    public async Task ReopensAsync(string address)
    {
        await ClosesAsync();
        Page = await Context.NewPageAsync();
        await GoesToAsync(address);
    }

    /// <summary>Everything that this browser keeps of the portal, as it lies on the disk: names, values and bytes.</summary>
    public Task<string[]> KeptAsync() => Page.AsksAsync<string[]>("""
        async () => {
          const open = (name) => new Promise((resolve, reject) => { const r = indexedDB.open(name); r.onsuccess = () => resolve(r.result); r.onerror = () => reject(r.error); });
          const all = (store) => new Promise((resolve, reject) => { const r = store.getAll(); r.onsuccess = () => resolve(r.result); r.onerror = () => reject(r.error); });
          const bytes = (value) => {
            if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value) + new TextDecoder().decode(value);
            if (value instanceof CryptoKey) return `key, extractable: ${value.extractable}`;
            if (value && typeof value === 'object') return Object.entries(value).map(([k, v]) => `${k}: ${bytes(v)}`).join('\n');
            return String(value);
          };
          const kept = [];
          for (const { name } of await indexedDB.databases()) {
            const database = await open(name);
            for (const store of database.objectStoreNames)
              for (const item of await all(database.transaction(store).objectStore(store))) kept.push(bytes(item));
            database.close();
          }
          for (const storage of [localStorage, sessionStorage]) for (let i = 0; i < storage.length; i++) kept.push(`${storage.key(i)}: ${storage.getItem(storage.key(i))}`);
          return kept;
        }
        """);

    /// <summary>Waits until something is kept, and sees that the word cannot be read in it.</summary>
    public async Task KeepsAsync(string word)
    {
        var kept = await Eventually.SeesAsync(KeptAsync, items => items.Any(item => item.Contains("draft", StringComparison.Ordinal)), CancellationToken.None);
        kept.ShouldNotContain(item => item.Contains(word, StringComparison.Ordinal));
        kept.ShouldNotContain(item => item.Contains("extractable: true", StringComparison.Ordinal));
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
