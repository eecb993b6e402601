using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CptsReferral.Support.Api;

/// <summary>One invented person's software talking to the switchboard. Methods are what people do; replies are looked at as they come.</summary>
public sealed class Persona(Uri address, string clientId, string secret = "demo", TimeSpan? patience = null) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Tokens are fetched anew when driven time has outlived them.
    readonly HttpClient http = Outside.Client(address, patience ?? Patience);
    string? token;

    public string ClientId => clientId;

    public async Task<Reply> UploadsAsync(byte[] content, string contentType, string fileName, CancellationToken cancellation)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        body.Headers.Add("X-File-Name", Uri.EscapeDataString(fileName));
        return await SendAsync(HttpMethod.Post, "/api/attachments", body, [], cancellation);
    }

    public Task<Reply> SubmitsAsync(JsonObject request, CancellationToken cancellation, string? idempotencyKey = null) =>
        PostsAsync("/api/referrals", request.ToJsonString(), cancellation, ("Idempotency-Key", idempotencyKey ?? Guid.CreateVersion7().ToString("N")));

    /// <summary>Makes a move: claim, answer, open...</summary>
    public Task<Reply> DoesAsync(string move, Guid referral, JsonObject body, CancellationToken cancellation, string? ifMatch = null) =>
        PostsAsync($"/api/referrals/{referral}/{move}", body.ToJsonString(), cancellation, ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public Task<Reply> DoesAsync(string move, Guid referral, CancellationToken cancellation) => DoesAsync(move, referral, [], cancellation);

    public Task<Reply> ReadsAsync(Guid referral, CancellationToken cancellation) => GetsAsync($"/api/referrals/{referral}", cancellation);

    public Task<Reply> GetsAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, [], cancellation);

    public Task<Reply> PostsAsync(string path, string json, CancellationToken cancellation, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), headers, cancellation);

    public Task<Reply> PutsAsync(string path, string json, CancellationToken cancellation, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, new StringContent(json, Encoding.UTF8, "application/json"), headers, cancellation);

    public Task<Reply> PatchesAsync(string path, string json, CancellationToken cancellation, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Patch, path, new StringContent(json, Encoding.UTF8, "application/json"), headers, cancellation);

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers, CancellationToken cancellation)
    {
        var bytes = content is null ? null : await content.ReadAsByteArrayAsync(cancellation);
        var reply = await SendOnceAsync();
        if (reply.Status != HttpStatusCode.Unauthorized)
            return reply;
        token = null;
        return await SendOnceAsync();

        async Task<Reply> SendOnceAsync()
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ??= await TokenAsync(cancellation));
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            if (bytes is not null)
            {
                request.Content = new ByteArrayContent(bytes);
                foreach (var header in content!.Headers)
                    request.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }

            using var response = await http.SendAsync(request, cancellation);
            return await Reply.OfAsync(response, cancellation);
        }
    }

    /// <summary>Server-sent events from now on, or after an event: the first <paramref name="count"/> of them.</summary>
    public async Task<IReadOnlyList<(long Id, string Kind, JsonElement Data)>> HearsAsync(int count, string? lastEventId, CancellationToken cancellation, Func<Task>? meanwhile = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        // A stream is asked for once: not with a token that may have been outlived.
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token = await TokenAsync(cancellation));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        response.EnsureSuccessStatusCode();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        waiting.CancelAfter(Patience);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(waiting.Token));
        await reader.ReadLineAsync(waiting.Token);
        if (meanwhile is not null)
        {
            // What people do meanwhile has a patience of its own.
            waiting.CancelAfter(Timeout.InfiniteTimeSpan);
            await meanwhile();
            waiting.CancelAfter(Patience);
        }

        var heard = new List<(long, string, JsonElement)>();
        long id = 0;
        var kind = "";
        while (heard.Count < count && await reader.ReadLineAsync(waiting.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                heard.Add((id, kind, JsonElement.Parse(line[6..])));
        }

        return heard;
    }

    public void Dispose() => http.Dispose();

    async Task<string> TokenAsync(CancellationToken cancellation)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        });
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, cancellation);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>(cancellation))!["access_token"]!.GetValue<string>();
    }
}
