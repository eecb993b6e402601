using CptsReferral.Portal.Specs.Browser;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>axe-core on one page. Brought there once: it weighs more than the page.</summary>
sealed class Axe
{
    static readonly string Script = new BundledAxeScriptProvider().GetScript();

    // What WCAG 2.2 AA asks, and what makes a page easy for a screen reader: landmarks, the order of headings.
    const string Running = """
        async ([light, tags]) => {
          const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, preload: false, resultTypes: ['violations'] });
          return found.violations.map(v => `axe, ${light}: ${v.id} at ${v.nodes.slice(0, 3).map(n => `${n.target} (${[...n.any, ...n.all, ...n.none].map(c => c.message).join(' ').slice(0, 160)})`).join(' | ')}`);
        }
        """;

    // Whoever walks from link to link, or has a list of them, hears the name and nothing around it; a field is heard with the group it stands in.
    const string Naming = """
        () => {
          axe.setup(document);
          try {
            const faults = [];
            const seen = new Map();
            const name = e => axe.commons.text.accessibleText(e).replace(/\s+/g, ' ').trim();
            const group = e => [...function* () { for (let p = e.parentElement; p; p = p.parentElement) { if (p.matches('fieldset')) yield p.querySelector('legend')?.textContent.trim(); else if (p.matches('section, article, dialog, [role=group], [role=region]')) yield name(p); } }()].join(' < ');
            const told = (kind, e, leads, where = '') => {
              const heard = name(e);
              if (!heard) { faults.push(`${kind} without a name: ${e.id || e.className}`); return; }
              const key = `${kind}|${heard}|${where}`;
              if (seen.has(key) && seen.get(key) !== leads) faults.push(`two of the same name that do different things: ${kind} ${e.id || e.name || e.className}`);
              seen.set(key, leads);
            };
            // What stands behind an open dialog is not there for the moment.
            const page = document.querySelector('dialog:modal') ?? document;
            // What is hidden from whoever listens is heard by nobody; the rules of axe see to it that it takes no focus.
            const visible = e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert], [aria-hidden=true]');
            for (const e of page.querySelectorAll('a[href]')) if (visible(e)) told('link', e, e.href);
            for (const [i, e] of [...page.querySelectorAll('button')].entries())
              if (visible(e)) told('button', e, e.type === 'submit' ? [e.form?.action, e.form?.elements._handler?.value, e.name, e.value].join('|') : `${i}`);
            for (const [i, e] of [...page.querySelectorAll('summary')].entries()) if (visible(e)) told('summary', e, `${i}`);
            for (const [i, e] of [...page.querySelectorAll('input:not([type=hidden]), select, textarea')].entries())
              if (visible(e)) told('field', e, `${i}`, group(e));
            for (const [i, e] of [...page.querySelectorAll('nav, section[aria-labelledby], section[aria-label], article[aria-labelledby], table')].entries())
              if (visible(e)) told(e.tagName.toLowerCase(), e, `${i}`);
            return [...new Set(faults)];
          } finally {
            axe.teardown();
          }
        }
        """;

    readonly IPage page;

    Axe(IPage page) => this.page = page;

    public static async Task<Axe> OnAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        return new Axe(page);
    }

    /// <summary>Every violation, as the page looks now.</summary>
    public Task<string[]> FindsAsync(string light, params string[] tags) => page.AsksAsync<string[]>(Running, new object[] { light, tags });

    /// <summary>Names that are missing, or that several things share.</summary>
    public Task<string[]> HearsAsync() => page.AsksAsync<string[]>(Naming);
}
