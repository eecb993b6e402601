using System.Text;
using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <summary>What no client sends: bytes, methods, paths and headers by chance.</summary>
static class RandomRequests
{
    static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW", "get", "G\u00C9T", "PROPFIND"];
    static readonly string[] Words = ["api", "referrals", "attachments", "lanes", "people", "me", "board", "uploads", "files", "sign-in", "sign-out", "connect", "token", "health", "metrics", "openapi", "v1.json", "schemas", "r", "account", "security", "worklists", "dermatology", "search", "events", "live", "language", "passkeys", "activate", "_framework", "..", ".", "%2e%2e", "%00", "%ff", "*", "a b", "é", "index.php", ".env", ".git", "swagger", "{id}", "1"];
    static readonly string[] Names = ["Content-Type", "Accept", "Authorization", "Cookie", "If-Match", "Accept-Language", "Accept-Encoding", "Origin", "Referer", "User-Agent", "X-Requested-With", "Upgrade", "Transfer-Encoding", "TE", "Content-Length", "Host", "X-\u00E9", ""];
    static readonly string[] Lines =
    [
        "GET / HTTP/1.0\r\n\r\n", "GET /\r\n\r\n", "\r\n\r\n\r\n", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/9.9\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET http://elsewhere.example/ HTTP/1.1\r\nHost: x\r\n\r\n", "POST /api/me HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST /connect/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "POST /connect/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /api/me HTTP/1.1\nHost: localhost\n\n", "GET /api/me HTTP/1.1\r\nHost: localhost\r\n folded: x\r\n\r\n",
        "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /api/me HTTP/1.1\r\nHost: localhost\r\nX: \u0000\r\n\r\n",
    ];

    public static (Draft Draft, string What) Make(Random random, Stock stock) => random.Next(6) switch
    {
        0 => (Raw(random.Bytes(1 + random.Next(600))), "random bytes"),
        1 => (Raw(Encoding.Latin1.GetBytes(random.Pick(Lines))), "a broken line"),
        2 => (Soup(random, stock), "header soup"),
        3 => (Known(random, stock), "random body"),
        _ => (Path(random, stock), "random path"),
    };

    static Draft Raw(byte[] bytes) => new(null, "/") { Framing = Framing.Raw, Bytes = bytes, MayBeCut = true };

    static Draft Path(Random random, Stock stock)
    {
        var path = string.Concat(Enumerable.Range(0, 1 + random.Next(5)).Select(_ => "/" + (random.Once(6) ? stock.Peek(random)?.Id.ToString() ?? "0" : random.Pick(Words))));
        var draft = new Draft(null, path) { Method = random.Pick(Methods), MayBeCut = true, Caller = random.Once(2) ? random.Pick(stock.Members) : null };
        if (random.Once(3))
            draft.Set("Accept", "text/html");
        if (random.Once(3))
            draft.Query.Add((random.Pick(Words), random.Pick(Words)));
        return draft;
    }

    static Draft Soup(Random random, Stock stock)
    {
        var draft = Path(random, stock);
        for (var count = random.Next(12); count > 0; count--)
            draft.Headers.Add((random.Pick(Names), Encoding.Latin1.GetString(random.Bytes(random.Next(40))).Replace('\n', ' ').Replace('\r', ' ')));
        return draft;
    }

    // A real address and a real caller, so that the bytes get far.
    static Draft Known(Random random, Stock stock)
    {
        var operation = random.Pick([.. stock.Description.Operations.Where(one => one.Writes)]);
        var path = string.Join('/', operation.Path.Split('/').Select(part => part.StartsWith('{') ? stock.Peek(random)?.Id.ToString() ?? "0" : part));
        return new Draft(null, path)
        {
            Method = operation.Method,
            Bytes = random.Bytes(random.Next(3_000)),
            ContentType = "application/json",
            Caller = random.Pick(stock.Members),
            MayBeCut = true,
            Framing = random.Pick([Framing.Length, Framing.Chunks, Framing.Half]),
        };
    }
}
