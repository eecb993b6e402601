using CptsReferral.Portal.Specs.Browser;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>What a page says about itself, read inside the browser. Never its content.</summary>
sealed record PageFacts(string Lang, string Title, int MainHeadings, double Overflow, string[] TooWide, int BlockingScripts, string[] InlineStyles, string[] Texts)
{
    const string Reading = """
        () => {
          const wide = document.documentElement.clientWidth;
          const name = e => e.tagName.toLowerCase() + (typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\s+/).join('.') : '');
          const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement) if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true; return false; };
          const texts = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) { const text = walker.currentNode.data.trim(); if (text && !['SCRIPT', 'STYLE'].includes(walker.currentNode.parentElement.tagName)) texts.add(text); }
          for (const e of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
            for (const a of ['aria-label', 'title', 'placeholder', 'alt']) if (e.getAttribute(a)) texts.add(e.getAttribute(a).trim());
          return {
            lang: document.documentElement.lang,
            title: document.title,
            mainHeadings: document.querySelectorAll('h1').length,
            overflow: document.documentElement.scrollWidth - wide,
            tooWide: [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > wide + 1 && !scrolls(e)).slice(0, 5).map(name),
            blockingScripts: [...document.head.querySelectorAll('script[src]')].filter(s => !s.defer && !s.async && s.type !== 'module').length,
            inlineStyles: [...document.querySelectorAll('[style]')].slice(0, 5).map(name),
            texts: [...texts],
          };
        }
        """;

    public static Task<PageFacts> OfAsync(IPage page) => page.AsksAsync<PageFacts>(Reading);
}
