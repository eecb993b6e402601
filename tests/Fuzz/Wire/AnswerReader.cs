using System.Globalization;
using System.Text;

namespace CptsReferral.Fuzz.Wire;

/// <summary>Reads HTTP/1.1 answers off a line, one after the other.</summary>
sealed class AnswerReader(Stream stream)
{
    const int LongestHead = 64 * 1024;

    readonly byte[] buffer = new byte[16 * 1024];
    int start;
    int end;

    /// <summary>Whether another answer can follow on this line.</summary>
    public bool CanGoOn { get; private set; } = true;

    /// <returns>Null when the line was closed before a word.</returns>
    public async Task<Answer?> ReadAsync(string method, long startedAt, CancellationToken cancellation)
    {
        while (true)
        {
            if (await LineAsync(cancellation) is not { } first)
                return null;
            var parts = first.Split(' ');
            if (parts.Length < 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
                return null;
            var headers = await HeadersAsync(cancellation);
            // 100: it will read the rest; the answer follows.
            if (status is >= 100 and < 200)
                continue;
            var answer = new Answer(status, headers, [], TimeProvider.System.GetElapsedTime(startedAt));
            var body = method == "HEAD" || status is 204 or 304 ? [] : await BodyAsync(answer, cancellation);
            if (answer.Header("Connection") is "close")
                CanGoOn = false;
            return answer with { Body = body, Took = TimeProvider.System.GetElapsedTime(startedAt) };
        }
    }

    async Task<List<(string Name, string Value)>> HeadersAsync(CancellationToken cancellation)
    {
        var headers = new List<(string, string)>();
        while (await LineAsync(cancellation) is { Length: > 0 } header)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers.Add((header[..colon], header[(colon + 1)..].Trim()));
        }

        return headers;
    }

    async Task<byte[]> BodyAsync(Answer answer, CancellationToken cancellation)
    {
        if (answer.ContentType == "text/event-stream")
        {
            // It never ends: that it began is the answer.
            CanGoOn = false;
            return [];
        }

        using var body = new MemoryStream();
        if (answer.Header("Transfer-Encoding") is "chunked")
        {
            while (await LineAsync(cancellation) is { } size && int.Parse(size.Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
            {
                await CopyAsync(body, length, cancellation);
                await LineAsync(cancellation);
            }

            await LineAsync(cancellation);
        }
        else if (answer.Header("Content-Length") is { } length)
        {
            await CopyAsync(body, int.Parse(length, CultureInfo.InvariantCulture), cancellation);
        }
        else
        {
            CanGoOn = false;
            while (await FillAsync(cancellation))
                Move(body, end - start);
        }

        return body.ToArray();
    }

    async Task CopyAsync(MemoryStream body, int count, CancellationToken cancellation)
    {
        while (count > 0)
        {
            if (!await FillAsync(cancellation))
                throw new IOException("The answer was cut short.");
            var piece = Math.Min(count, end - start);
            Move(body, piece);
            count -= piece;
        }
    }

    void Move(MemoryStream body, int count)
    {
        body.Write(buffer, start, count);
        start += count;
    }

    async Task<string?> LineAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        while (await FillAsync(cancellation))
        {
            var here = buffer.AsSpan(start, end - start);
            var length = here.IndexOf((byte)'\n');
            line.Append(Encoding.Latin1.GetString(length < 0 ? here : here[..length]));
            start += length < 0 ? here.Length : length + 1;
            if (length >= 0)
                return line.ToString().TrimEnd('\r');
            if (line.Length > LongestHead)
                throw new IOException("The head of the answer does not end.");
        }

        return null;
    }

    /// <summary>False at the end of the line.</summary>
    async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (start < end)
            return true;
        start = 0;
        end = await stream.ReadAsync(buffer, cancellation);
        return end > 0;
    }
}
