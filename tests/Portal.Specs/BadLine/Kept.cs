using System.Text.Json;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;

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

    /// <summary>With the device's key, as the portal's own script reads it. A database that the script has not made yet is left to it.</summary>
    const string ReadDrafts =
        """
        async () => {
          if (!(await indexedDB.databases()).some(({ name }) => name === 'cpts')) return '';
          const settled = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
          const db = await settled(indexedDB.open('cpts', 1));
          const key = await settled(db.transaction('keys').objectStore('keys').get('device'));
          const drafts = (await settled(db.transaction('items').objectStore('items').getAll())).filter(({ kind }) => kind === 'draft');
          db.close();
          const clear = ({ id, iv, data }) => crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) }, key, data);
          return (await Promise.all(drafts.map(clear))).map((bytes) => new TextDecoder().decode(bytes)).join('\n');
        }
        """;

    public static async Task<Kept> ByAsync(Visitor visitor) =>
        (await visitor.Page.EvaluateAsync<JsonElement>(Look)).Deserialize<Kept>(JsonSerializerOptions.Web)!;

    /// <summary>Waits for the last of what was typed or attached: a draft is kept a moment after each, and one that holds less may be there before.</summary>
    public static Task DraftOfAsync(Visitor visitor, string holds) => Eventually.SeesAsync(
        () => visitor.Page.EvaluateAsync<string>(ReadDrafts), draft => draft.Contains(holds, StringComparison.Ordinal), CancellationToken.None);
}
