using System.Text.RegularExpressions;
using CptsReferral.Fuzz.Requests;

namespace CptsReferral.Fuzz.Mutations;

/// <summary>Another method, another path, a query that says nonsense.</summary>
static partial class AddressMutations
{
    static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"];
    static readonly string[] Parts = ["not-an-id", "00000000-0000-0000-0000-000000000000", "0", "-1", "%00", "..%2F..%2Fx", "%2e%2e", "%ED%A0%80", "%FF", "%C3%A9", "a%0Ab", "%7B00000000-0000-7000-8000-000000000000%7D", "essai-inconnu", "DERMATOLOGY", "'%20OR%201=1", "%3Cscript%3E", "a;b", "a%20b", "*", "%25", "~"];
    static readonly string[] Limits = ["-1", "0", "201", "999999999999", "abc", "1.5", "", "%00", "0x10", "+1", "%EF%BC%91"];
    static readonly string[] Values = ["", "%00", "%ED%A0%80", "%FF%FE", "%C3%A9", "%", "%2", "'", "\"", "a%00b", "%F0%9F%98%80", "essai-inconnu", "nonsense", "null", "%25%25", "_%25", "2026-02-30", "9999-12-31", "9999-12-31T23:59:59Z", "0001-01-01", "0001-01-01T00:00:00%2B14:00", "00000000-0000-0000-0000-000000000000"];
    static readonly string[] Cursors = ["", "AAAA", "%00", "!!!!", "OTk5OTk5OTk5OTk5OTk5OTk5OTk", "LTE", "MA", "NOT-A-CURSOR", "_____w", "MDE5YWMwMDAwMDAwN2ZmZmZmZmZmZmZmZmZmZmZmZmY"];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("method: another", _ => true, (draft, random, _) => (draft.Method, draft.MayBeCut) = (random.Pick(Methods), true)),
        new("path: another part", draft => Ids().IsMatch(draft.Path), (draft, random, _) => draft.Path = Ids().Replace(draft.Path, random.Pick(Parts))),
        new("path: an id that nothing has", draft => Ids().IsMatch(draft.Path), (draft, random, _) => draft.Path = Ids().Replace(draft.Path, random.Id().ToString())),
        new("path: an id of somebody else", draft => Ids().IsMatch(draft.Path), (draft, random, stock) => draft.Path = Ids().Replace(draft.Path, (stock.Peek(random)?.Id ?? random.Id()).ToString())),
        new("path: another last part", _ => true, (draft, random, _) => draft.Path = draft.Path[..(draft.Path.LastIndexOf('/') + 1)] + random.Pick(Parts)),
        new("path: a very long part", _ => true, (draft, random, _) => draft.Path = $"{draft.Path}/{new string('x', random.Pick([300, 3_000, 9_000]))}"),
        new("path: a slash more", _ => true, (draft, random, _) => draft.Path = random.Pick([draft.Path + "/", "/" + draft.Path, draft.Path.Replace("/", "//", StringComparison.Ordinal)])),
        new("path: in capitals", _ => true, (draft, _, _) => draft.Path = draft.Path.ToUpperInvariant()),
        new("query: limit", HasQuery, (draft, random, _) => Put(draft, "limit", random.Pick(Limits))),
        new("query: cursor", HasQuery, (draft, random, _) => Put(draft, "cursor", random.Pick(Cursors))),
        new("query: cursor of another list", HasQuery, (draft, random, stock) => Put(draft, "cursor", stock.Cursors.Peek(random) ?? random.Pick(Cursors))),
        new("query: a value", HasQuery, (draft, random, _) => Put(draft, random.Pick(draft.Operation!.Parameters), random.Pick(Values))),
        new("query: a long value", HasQuery, (draft, random, _) => Put(draft, random.Pick(draft.Operation!.Parameters), new string('x', random.Pick([201, 3_000, 9_000])))),
        new("query: a value twice", HasQuery, (draft, random, _) =>
        {
            var name = random.Pick(draft.Operation!.Parameters);
            draft.Query.AddRange([(name, random.Pick(Values)), (name, random.Pick(Values))]);
        }),
        new("query: what nothing asks for", _ => true, (draft, random, _) => draft.Query.Add((random.Pick(Values), random.Pick(Values)))),
        new("query: a thousand values", _ => true, (draft, _, _) => draft.Query.AddRange(Enumerable.Range(0, 1_100).Select(n => ($"a{n}", "")))),
    ];

    static bool HasQuery(Draft draft) => draft.Operation is { Parameters.Count: > 0 };

    static void Put(Draft draft, string name, string value)
    {
        draft.Query.RemoveAll(one => one.Name == name);
        draft.Query.Add((name, value));
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=/lanes/|/rotas/|/worklists/)[a-z0-9-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();
}
