using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>What a page says about itself, read inside the browser. Never its content, but for what a spec looks for in it.</summary>
sealed record PageFacts(string Lang, string Title, int MainHeadings, int BlockingScripts, string[] InlineStyles, string[] Texts, string[] Addresses)
{
    const string Reading = """
        () => {
          const name = e => e.tagName.toLowerCase() + (typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\s+/).join('.') : '');
          const texts = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) { const text = walker.currentNode.data.trim(); if (text && !['SCRIPT', 'STYLE'].includes(walker.currentNode.parentElement.tagName)) texts.add(text); }
          for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
            for (const a of ['aria-label', 'title', 'placeholder', 'alt']) if (e.getAttribute(a)) texts.add(e.getAttribute(a).trim());
          const addresses = new Set([location.href]);
          for (const e of document.querySelectorAll('[href], [src], [action], [formaction]'))
            for (const a of ['href', 'src', 'action', 'formaction']) if (e.getAttribute(a)) addresses.add(decodeURIComponent(e.getAttribute(a)));
          return {
            lang: document.documentElement.lang,
            title: document.title,
            mainHeadings: document.querySelectorAll('h1').length,
            blockingScripts: [...document.head.querySelectorAll('script[src]')].filter(s => !s.defer && !s.async && s.type !== 'module').length,
            inlineStyles: [...document.querySelectorAll('[style], style')].slice(0, 5).map(name),
            texts: [...texts],
            addresses: [...addresses],
          };
        }
        """;

    const string Measuring = """
        () => {
          const wide = document.documentElement.clientWidth;
          const name = e => e.tagName.toLowerCase() + (typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\s+/).join('.') : '');
          const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement) if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true; return false; };
          const tooWide = [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > wide + 1 && !scrolls(e)).slice(0, 5).map(name);
          const overflow = document.documentElement.scrollWidth - wide;
          return overflow > 0 ? [`${overflow} px too wide`, ...tooWide] : tooWide;
        }
        """;

    public static Task<PageFacts> OfAsync(IPage page) => page.AsksAsync<PageFacts>(Reading);

    /// <summary>What reaches beyond the edge of the window, as it is now.</summary>
    public static Task<string[]> TooWideAsync(IPage page) => page.AsksAsync<string[]>(Measuring);
}
