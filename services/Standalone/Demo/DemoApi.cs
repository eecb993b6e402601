using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace CptsReferral.Standalone.Demo;

/// <summary>The public API as the demo people's software calls it.</summary>
sealed class DemoApi(Uri address, CancellationToken cancellation) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    const int Attempts = 150;

    readonly HttpClient http = new() { BaseAddress = address };
    readonly Dictionary<string, string> tokens = [];

    public async Task<bool> HasRequestsAsync()
    {
        foreach (var client in (string[])["demo-gp", "demo-gp-2"])
        {
            if ((await SendAsync(client, HttpMethod.Get, "/api/referrals?limit=1"))["items"]!.AsArray().Count > 0)
                return true;
        }

        return false;
    }

    public async Task<string> UploadAsync(string client, string file)
    {
        await using var stream = typeof(DemoApi).Assembly.GetManifestResourceStream("CptsReferral.Standalone.Demo.Files." + file)
            ?? throw new InvalidOperationException($"No embedded file {file}.");
        using var content = new StreamContent(stream);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        content.Headers.Add("X-File-Name", file);
        return (await SendAsync(client, HttpMethod.Post, "/api/attachments", content))["id"]!.GetValue<string>();
    }

    public async Task<string> SubmitAsync(
        string client, string lane, string indication, JsonObject patient, string question, string answers, string[] attachments, string priority = "routine")
    {
        var body = new JsonObject
        {
            ["lane"] = lane,
            ["priority"] = priority,
            ["indication"] = indication,
            ["patient"] = patient,
            ["question"] = question,
            ["consent"] = new JsonObject { ["given"] = true },
            ["answers"] = JsonNode.Parse(answers),
            ["attachments"] = new JsonArray([.. attachments.Select(id => JsonValue.Create(id))]),
        };
        return (await SendAsync(client, HttpMethod.Post, "/api/referrals", Json(body.ToJsonString())))["id"]!.GetValue<string>();
    }

    /// <summary>Makes a move as soon as the desk has the request on its worklist.</summary>
    public async Task MoveAsync(string client, string referral, string move, string body = "{}")
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var status = (await SendAsync(client, HttpMethod.Get, $"/api/referrals/{referral}"))["status"]!.GetValue<string>();
            if (status != "submitted")
                break;
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }

        await SendAsync(client, HttpMethod.Post, $"/api/referrals/{referral}/{move}", Json(body));
    }

    public void Dispose() => http.Dispose();

    async Task<JsonNode> SendAsync(string client, HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(client));
        if (method == HttpMethod.Post)
            request.Headers.Add("Idempotency-Key", "demo-" + Guid.CreateVersion7());
        using var response = await http.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"The demo could not {method} {path}: {await response.Content.ReadAsStringAsync(cancellation)}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!;
    }

    async Task<string> TokenAsync(string client)
    {
        if (tokens.TryGetValue(client, out var known))
            return known;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client,
            ["client_secret"] = DemoPeople.Secret,
        });
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, cancellation);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonObject>(cancellation))!["access_token"]!.GetValue<string>();
        return tokens[client] = token;
    }

    static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
