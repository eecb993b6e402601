using System.Text.Json;
using CptsReferral.Portal.Specs.Browser;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>What a device keeps, as somebody would read it who got hold of it: every byte as a letter.</summary>
sealed record Kept(IReadOnlyList<string> Kinds, string Everything, bool KeyCanBeReadOut)
{
    const string Look =
        """
        async () => {
          const settled = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
          const db = await settled(indexedDB.open('cpts', 1));
          const all = (name) => settled(db.transaction(name).objectStore(name).getAll());
          const [items, keys] = [await all('items'), await all('keys')];
          db.close();
          const letters = (value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : String(value));
          return {
            kinds: items.map((item) => item.kind).sort(),
            everything: items.flatMap((item) => Object.values(item).map(letters)).join('\n') + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }),
            keyCanBeReadOut: keys.some((key) => key.extractable),
          };
        }
        """;

    public static async Task<Kept> ByAsync(Visitor visitor) =>
        (await visitor.Page.EvaluateAsync<JsonElement>(Look)).Deserialize<Kept>(JsonSerializerOptions.Web)!;
}
