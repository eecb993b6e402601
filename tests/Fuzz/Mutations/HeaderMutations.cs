using CptsReferral.Fuzz.Requests;

namespace CptsReferral.Fuzz.Mutations;

/// <summary>Headers that say nonsense, or too much, or are missing.</summary>
static class HeaderMutations
{
    static readonly string[] Tags = ["\"0\"", "\"999\"", "*", "W/\"1\"", "1", "\"", "\"\"", "\"a\", \"b\", ", ",,,", "\"9999999999999999999\"", "\"1\"\"2\"", "\u00E9"];
    static readonly string[] Languages = ["en;q=9999", ";;;", "en-US,fr;q=0.5", "*", "xx", "en;q=", "\u00E9", "fr;q=0, en;q=0", ",,,,", "en;q=0.00000000001"];
    static readonly string[] Accepts = ["text/html", "image/png", "*/*;q=0", "application/xml", ";", "text/html;q=nonsense", "application/fhir+json"];
    static readonly string[] Keys = ["", " ", "a b", "\u00E9", "\u0001", "<script>", "../../x", "00000000-0000-7000-8000-000000000000"];
    static readonly string[] Ranges = ["bytes=0-", "bytes=9999999999-", "bytes=-1", "bytes=5-1", "bytes=0-0,1-1,2-2", "nonsense", "items=0-1"];
    static readonly string[] FileNames = ["", "%", "%00", "%0A", "a%2Fb", "..%2F..%2Fx.png", "%ED%A0%80", "%FF%FE.png", "\u00E9.png", "%E2%80%AEgnp.exe", "\"; filename=x.html", "%22%3B", "CON", "."];
    static readonly string[] Numbers = ["-1", "0", "1.5", "abc", "9223372036854775807", "9223372036854775808", "26214401", "", "0x10"];

    // Header, payload and signature that say what nobody signed: no algorithm, a key of its own, long expired.
    static readonly string[] Forged =
    [
        "Bearer nonsense", "Bearer ", "Bearer a.b.c", "Basic ZGVtby1ncDpkZW1v", "Bearer " + new string('x', 8_000), "Negotiate x", "bearer\t\u00E9",
        "Bearer eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiIwMDAwMDAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDEiLCJmdW5jdGlvbiI6ImNvb3JkaW5hdG9yIiwiZXhwIjo5OTk5OTk5OTk5fQ.",
        "Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCIsImtpZCI6Ii4uLy4uL3gifQ.eyJzdWIiOiJ4IiwiZXhwIjoxfQ.AAAA",
    ];

    public static IReadOnlyList<Mutation> All { get; } =
    [
        Put("If-Match", Tags),
        Put("If-None-Match", Tags),
        Put("Accept-Language", Languages),
        Put("Accept", Accepts),
        Put("Range", Ranges),
        Put("Last-Event-ID", ["-1", "abc", "9223372036854775807", "9223372036854775808", "0", "1e3", "\u00E9"]),
        Put("Expect", ["100-continue", "nonsense"]),
        Put("Cookie", ["__Host-cpts=nonsense", "a", "=;=;=", "__Host-cpts-form=\u00FF"]),
        Put("Origin", ["https://elsewhere.example", "null", "nonsense", "file://"]),
        Put("Sec-Fetch-Site", ["cross-site", "same-site", "nonsense"]),
        Put("X-Forwarded-For", ["127.0.0.1", "nonsense", "::1, 10.0.0.1, 1.2.3.4", "999.1.1.1:99999"]),
        Put("X-Forwarded-Proto", ["https", "nonsense"]),
        Put("X-HTTP-Method-Override", ["DELETE"]),
        Put("traceparent", ["00-0-0-0", "nonsense", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "ff-00000000000000000000000000000000-0000000000000000-00"]),
        Put("baggage", ["a=b", "=,=,=", "a=%00"]),
        Put("Prefer", ["return=minimal", "nonsense"]),
        Put("If-Modified-Since", ["nonsense", "Thu, 01 Jan 1970 00:00:00 GMT"]),
        Put("Connection", ["close", "upgrade", "nonsense"]),
        new("header: a very long one", _ => true, (draft, random, _) => draft.Set(random.Pick(["X-Essai", "Accept-Language", "If-Match"]), new string('x', 20_000))),
        new("header: too much of them", _ => true, (draft, _, _) => AddMany(draft, 200)),
        new("header: If-Match of five hundred", _ => true, (draft, _, _) => draft.Set("If-Match", string.Join(", ", Enumerable.Range(1_000, 500).Select(n => $"\"{n}\"")))),
        Where("Idempotency-Key", (draft, random) => draft.Set("Idempotency-Key", random.Pick(Keys))),
        Where("Idempotency-Key", (draft, _) => draft.Set("Idempotency-Key", new string('k', 201))),
        Where("Idempotency-Key", (draft, _) => draft.Headers.RemoveAll(header => header.Name == "Idempotency-Key")),
        Where("Idempotency-Key", (draft, _) => draft.Headers.Add(("Idempotency-Key", "another"))),
        Where("X-File-Name", (draft, random) => draft.Set("X-File-Name", random.Pick(FileNames))),
        Where("X-File-Name", (draft, _) => draft.Set("X-File-Name", string.Concat(Enumerable.Repeat("%C3%A9", 400)))),
        Where("Tus-Resumable", (draft, random) => draft.Set("Tus-Resumable", random.Pick(["0.2.2", "", "nonsense"]))),
        Where("Upload-Length", (draft, random) => draft.Set("Upload-Length", random.Pick(Numbers))),
        Where("Upload-Offset", (draft, random) => draft.Set("Upload-Offset", random.Pick(Numbers))),
        Where("Upload-Metadata", (draft, random) => draft.Set("Upload-Metadata", random.Pick(["", "filename", "filename !!!", "filename AAAA,filetype", "filetype aW1hZ2UvcG5n", "filename Li4vLi4veA==,filetype aW1hZ2UvcG5n", "filename AAE=,filetype aW1hZ2UvcG5n", "filename /////w==,filetype aW1hZ2UvcG5n", ",,,"]))),
        new("token: nobody's", draft => draft.Caller is not null, (draft, _, _) => draft.Caller = null),
        new("token: nonsense", draft => draft.Caller is not null, (draft, random, _) => (draft.Caller, draft.Token) = (null, random.Pick(Forged))),
        new("token: somebody else's", draft => draft.Caller is not null, (draft, random, stock) => draft.Caller = random.Pick(stock.Members)),
    ];

    static Mutation Put(string header, string[] values) => new($"header: {header}", _ => true, (draft, random, _) => draft.Set(header, random.Pick(values)));

    static Mutation Where(string header, Action<Draft, Random> change) => new(
        $"header: {header}", draft => draft.Headers.Exists(one => one.Name == header), (draft, random, _) => change(draft, random));

    static void AddMany(Draft draft, int count)
    {
        draft.MayBeCut = true;
        for (var n = 0; n < count; n++)
            draft.Headers.Add(($"X-Essai-{n}", "x"));
    }
}
