using System.Collections.Concurrent;
using CptsReferral.Portal.Specs.Browser;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>Everything that the status strip said to somebody, on one page after the other.</summary>
sealed class Said
{
    const string Listening = """
        document.addEventListener('readystatechange', () => {
          const strip = document.querySelector('[data-connection]');
          if (!strip || strip.dataset.specHeard) return;
          strip.dataset.specHeard = '';
          new MutationObserver(() => specHears(strip.querySelector('strong')?.textContent ?? '')).observe(strip, { childList: true });
        });
        """;

    readonly ConcurrentQueue<string> sentences = new();

    /// <summary>Without what was said twice in a row.</summary>
    public IReadOnlyList<string> Sentences => [.. sentences.Where((sentence, index) => sentence.Length > 0 && sentence != sentences.ElementAtOrDefault(index - 1))];

    public static async Task<Said> ToAsync(Visitor visitor)
    {
        var said = new Said();
        await visitor.Context.ExposeFunctionAsync("specHears", (string sentence) => said.sentences.Enqueue(sentence));
        await visitor.Context.AddInitScriptAsync(Listening);
        return said;
    }

    public override string ToString() => string.Join(" / ", Sentences);
}
