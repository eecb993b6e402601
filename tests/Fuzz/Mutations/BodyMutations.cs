using System.IO.Compression;
using System.Text;
using CptsReferral.Fuzz.Requests;

namespace CptsReferral.Fuzz.Mutations;

/// <summary>The bytes of a body, and how they lie on the line.</summary>
static class BodyMutations
{
    static readonly string[] Types = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/json; charset=utf-7", "application/json; charset=nonsense", "application/json;", "application/xml", ";;;", "*/*", "application/problem+json", "text/html", "application/json, text/plain"];
    static readonly string[] Wholes = ["", " ", "null", "[]", "1", "\"x\"", "{", "}", "{]", "{\"a\":", "[{}]", "true", "{}{}", "{\"a\":1,}", "/* x */{}", "NaN", "\uFEFF{}", "{'a':1}"];

    static readonly byte[] Deep = Encoding.ASCII.GetBytes(new string('[', 100_000));
    static readonly byte[] Blank = Encoding.ASCII.GetBytes(new string(' ', 400_000) + "{}");
    static readonly byte[] TooLarge = Encoding.ASCII.GetBytes($"{{\"a\":\"{new string('x', 600_000)}\"}}");
    static readonly byte[] Keys = Encoding.ASCII.GetBytes($"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(n => $"\"k{n}\":{n}"))}}}");
    static readonly byte[] Bomb = Gzip(new byte[10 * 1024 * 1024]);

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Change("body: a key twice", (draft, _) => draft.Bytes = Twice(draft.Bytes), draft => draft.Json is not null),
        Change("body: bytes that are no UTF-8", (draft, random) => draft.Bytes = Inside(draft.Bytes, random, [0xC3, 0x28, 0xED, 0xA0, 0x80])),
        Change("body: random bytes inside", (draft, random) => draft.Bytes = Inside(draft.Bytes, random, random.Bytes(1 + random.Next(8)))),
        Change("body: a bit turned", (draft, random) => draft.Bytes = Turned(draft.Bytes, random)),
        Change("body: cut short", (draft, random) => draft.Bytes = draft.Bytes[..random.Next(draft.Bytes.Length)]),
        Change("body: random bytes", (draft, random) => draft.Bytes = random.Bytes(random.Next(2_000))),
        Change("body: something else", (draft, random) => draft.Bytes = Encoding.UTF8.GetBytes(random.Pick(Wholes))),
        Change("body: UTF-16", (draft, _) => draft.Bytes = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(draft.Bytes))),
        Change("body: UTF-16, and says so", (draft, _) =>
        {
            draft.Bytes = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(draft.Bytes));
            draft.ContentType += "; charset=utf-16";
        }),
        Change("body: a deep nest", (draft, _) => draft.Bytes = Deep),
        Change("body: much white space", (draft, _) => draft.Bytes = Blank),
        Change("body: many members", (draft, _) => draft.Bytes = Keys),
        Change("body: too large", (draft, _) => (draft.Bytes, draft.MayBeCut) = (TooLarge, true)),
        Change("body: in chunks", (draft, _) => draft.Framing = Framing.Chunks),
        Change("body: too large, in chunks", (draft, _) => (draft.Bytes, draft.Framing, draft.MayBeCut) = (TooLarge, Framing.Chunks, true)),
        Change("body: half of it, then silence", (draft, _) => (draft.Framing, draft.MayBeCut) = (Framing.Half, true)),
        Change("body: another content type", (draft, random) => draft.ContentType = random.Pick(Types)),
        Change("body: no content type", (draft, _) => draft.ContentType = null),
        Change("body: compressed", (draft, _) => Compress(draft, Gzip(draft.Bytes), "gzip")),
        Change("body: compressed, 10 MB of nothing", (draft, _) => Compress(draft, Bomb, "gzip")),
        Change("body: compressed by nothing known", (draft, _) => Compress(draft, draft.Bytes, "zstd, br, gzip")),
        new("body: where there is none", draft => draft.Bytes.Length == 0, (draft, random, _) =>
        {
            draft.Bytes = random.Bytes(1 + random.Next(500));
            draft.ContentType = random.Pick(Types);
        }),
    ];

    static Mutation Change(string name, Action<Draft, Random> change, Func<Draft, bool>? fits = null) =>
        new(name, draft => draft.Bytes.Length > 1 && fits?.Invoke(draft) is not false, (draft, random, _) => change(draft, random));

    static byte[] Twice(byte[] json) => Encoding.UTF8.GetString(json) is var text && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var end
        ? Encoding.UTF8.GetBytes($"{text[..end]}:null,{text[1..]}")
        : json;

    static byte[] Inside(byte[] bytes, Random random, byte[] what)
    {
        var place = random.Next(bytes.Length);
        return [.. bytes[..place], .. what, .. bytes[place..]];
    }

    static byte[] Turned(byte[] bytes, Random random)
    {
        byte[] other = [.. bytes];
        other[random.Next(other.Length)] ^= (byte)(1 << random.Next(8));
        return other;
    }

    static void Compress(Draft draft, byte[] packed, string encoding)
    {
        draft.Bytes = packed;
        draft.Set("Content-Encoding", encoding);
    }

    static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zip.Write(bytes);
        return packed.ToArray();
    }
}
