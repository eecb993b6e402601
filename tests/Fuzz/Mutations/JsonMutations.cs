using System.Text;
using System.Text.Json.Nodes;
using CptsReferral.Fuzz.Requests;

namespace CptsReferral.Fuzz.Mutations;

/// <summary>One member of a JSON body is not what it should be.</summary>
static class JsonMutations
{
    static readonly string[] Dates = ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30", "9999-12-31", "0001-01-01", "2026-13-01T25:61:00Z", "12/05/2026", "-000001-01-01"];
    static readonly string[] Numbers = ["1e400", "-1e400", "99999999999999999999999999", "-1", "0", "1.5", "2147483648", "9223372036854775808", "1e-400", "-0"];
    static readonly string[] Words = ["", " ", "\u0000", "x\u0000y", "\u202Eabc", "\uFEFF", "😀😀", "e\u0301", "null", "true", "<script>alert(1)</script>", "'; DROP TABLE Referral; --", "{{7*7}}", "${jndi:ldap://127.0.0.1/x}", "%00", "../../etc/passwd", "\r\nSet-Cookie: x=y", "=1+1"];
    // What no writer of JSON writes: it is put in afterwards.
    const string Place = "half-a-pair";
    static readonly string[] Halves = ["\\ud800", "\\udfff", "x\\ud83d", "\\ude00\\ud83d"];

    static readonly string[] Ids = ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "not-an-id", "{00000000-0000-7000-8000-000000000000}", "0", "../1"];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        At("json: missing", (holder, name, _) => holder.Remove(name)),
        At("json: null", (holder, name, _) => holder[name] = null),
        At("json: an object", (holder, name, _) => holder[name] = new JsonObject { ["a"] = 1 }),
        At("json: a list", (holder, name, _) => holder[name] = new JsonArray("a", 1, null)),
        At("json: a number", (holder, name, random) => holder[name] = JsonNode.Parse(random.Pick(Numbers))),
        At("json: true", (holder, name, _) => holder[name] = true),
        At("json: an odd text", (holder, name, random) => holder[name] = random.Pick(Words)),
        At("json: a long text", (holder, name, random) => holder[name] = new string('é', random.Pick([201, 4_001, 16_001]))),
        At("json: a huge text", (holder, name, _) => holder[name] = new string('x', 300_000)),
        new("json: half a surrogate pair", draft => draft.Json is JsonObject { Count: > 0 }, (draft, random, _) =>
        {
            var (holder, name) = Member((JsonObject)draft.Json!, random);
            holder[name] = Place;
            draft.Bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(draft.Bytes).Replace(Place, random.Pick(Halves), StringComparison.Ordinal));
        }),
        At("json: an odd date", (holder, name, random) => holder[name] = random.Pick(Dates), value => value.Length >= 10 && char.IsAsciiDigit(value[0]) && value[4] == '-'),
        At("json: an odd id", (holder, name, random) => holder[name] = random.Pick(Ids), value => Guid.TryParse(value, out _)),
        At("json: ids that nothing has", (holder, name, random) => holder[name] = new JsonArray([.. Enumerable.Range(0, random.Pick([1, 21, 5_000])).Select(_ => (JsonNode?)random.Id())])),
        At("json: deep inside", (holder, name, random) => holder[name] = Nest(random.Pick([30, 70, 1_000]))),
        At("json: another case", (holder, name, _) => Rename(holder, name, name.ToUpperInvariant())),
        At("json: an unknown member", (holder, _, _) => holder["inconnu"] = 1),
        At("json: a member called __proto__", (holder, _, _) => holder["__proto__"] = new JsonObject { ["admin"] = true }),
        At("json: a member of an odd name", (holder, _, _) => holder["a'].b[0]\u0000\"$"] = 1),
        new("json: an id of somebody else", draft => draft.Json is JsonObject { Count: > 0 }, (draft, random, stock) =>
        {
            var (holder, name) = Member((JsonObject)draft.Json!, random);
            holder[name] = stock.Peek(random)?.Id.ToString() ?? random.Id().ToString();
        }),
    ];

    /// <param name="suits">Texts that it is meant for, where there are any.</param>
    static Mutation At(string name, Action<JsonObject, string, Random> change, Func<string, bool>? suits = null) => new(name, draft => draft.Json is JsonObject { Count: > 0 }, (draft, random, _) =>
    {
        var (holder, member) = Member((JsonObject)draft.Json!, random);
        for (var tries = 0; suits is not null && tries < 20 && !(holder[member] is JsonValue value && value.TryGetValue<string>(out var text) && suits(text)); tries++)
            (holder, member) = Member((JsonObject)draft.Json!, random);
        change(holder, member, random);
    });

    // Any member of the tree, the outer ones more often: they are what the calls are made of.
    static (JsonObject Holder, string Name) Member(JsonObject root, Random random)
    {
        var holder = root;
        while (true)
        {
            var (name, value) = random.Pick([.. holder]);
            var inner = value as JsonObject ?? (value as JsonArray)?.OfType<JsonObject>().FirstOrDefault();
            if (inner is not { Count: > 0 } || random.Once(3))
                return (holder, name);
            holder = inner;
        }
    }

    static void Rename(JsonObject holder, string name, string other)
    {
        var value = holder[name];
        holder.Remove(name);
        holder[other] = value;
    }

    static JsonNode Nest(int depth)
    {
        JsonNode inner = JsonValue.Create(1);
        for (var n = 0; n < depth; n++)
            inner = n % 2 == 0 ? new JsonArray(inner) : new JsonObject { ["a"] = inner };
        return inner;
    }
}
