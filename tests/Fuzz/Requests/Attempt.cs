using System.Globalization;
using System.Text;
using CptsReferral.Fuzz.Description;

namespace CptsReferral.Fuzz.Requests;

/// <summary>A request ready to be sent.</summary>
/// <param name="Number">Its place in the run: with the seed, and what was known, all of it follows.</param>
/// <param name="What">The mutation, or what is special about it.</param>
sealed record Attempt(int Number, Kind Kind, string What, Draft Draft, string Language)
{
    static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    public ApiOperation? Operation => Draft.Operation;

    public string Target => Draft.Query.Count == 0 ? Draft.Path : $"{Draft.Path}?{string.Join('&', Draft.Query.Select(one => $"{one.Name}={one.Value}"))}";

    /// <summary>As it goes over the line.</summary>
    /// <param name="credentials">The header that says who calls; null for nobody.</param>
    public byte[] OnTheWire(string host, (string Name, string Value)? credentials)
    {
        if (Draft.Framing == Framing.Raw)
            return Draft.Bytes;
        var body = Draft.Bytes;
        var head = new StringBuilder().Append(Draft.Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\nHost: ").Append(host).Append("\r\n");
        if (credentials is var (name, value))
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        foreach (var header in Draft.Headers)
            head.Append(header.Name).Append(": ").Append(header.Value).Append("\r\n");
        if (Draft.ContentType is { } type)
            head.Append("Content-Type: ").Append(type).Append("\r\n");
        if (Draft.Framing == Framing.Chunks)
            head.Append("Transfer-Encoding: chunked\r\n");
        else if (body.Length > 0 || Draft.Method is "POST" or "PUT" or "PATCH")
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        head.Append("\r\n");
        byte[] start = Encoding.Latin1.GetBytes(head.ToString());
        return Draft.Framing switch
        {
            Framing.Half => [.. start, .. body.AsSpan(0, body.Length / 2)],
            Framing.Chunks => [.. start, .. Chunks(body)],
            _ => [.. start, .. body],
        };
    }

    public override string ToString() => $"{Number}: {Kind} {What}{(Draft.File is { } file ? $" ({file})" : "")}, {Operation?.Id ?? Draft.Method} by {Draft.Caller?.Name ?? (Draft.Token is null ? "nobody" : "a forger")}";

    static byte[] Chunks(byte[] body)
    {
        var chunks = new List<byte>();
        foreach (var piece in body.Chunk(Math.Max(1, (body.Length / 3) + 1)))
        {
            chunks.AddRange(Encoding.ASCII.GetBytes(piece.Length.ToString("x", CultureInfo.InvariantCulture)));
            chunks.AddRange(LineEnd);
            chunks.AddRange(piece);
            chunks.AddRange(LineEnd);
        }

        chunks.AddRange("0\r\n\r\n"u8);
        return [.. chunks];
    }
}
