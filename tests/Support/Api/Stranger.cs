using System.Net.Http.Headers;

namespace CptsReferral.Support.Api;

/// <summary>Somebody at the door: with no token, or with one of their own choosing, sending whatever they like.</summary>
public sealed class Stranger(Uri address) : IDisposable
{
    readonly HttpClient http = Outside.Client(address, TimeSpan.FromSeconds(60));

    public async Task<Reply> SendsAsync(HttpMethod method, string path, CancellationToken cancellation, HttpContent? content = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellation);
        return await Reply.OfAsync(response, cancellation);
    }

    public Task<Reply> GetsAsync(string path, CancellationToken cancellation, string? token = null) =>
        SendsAsync(HttpMethod.Get, path, cancellation, token: token);

    /// <summary>Asks for an access token.</summary>
    public Task<Reply> SignsInAsync(string clientId, string secret, CancellationToken cancellation) =>
        SendsAsync(HttpMethod.Post, "/connect/token", cancellation, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = secret,
        }));

    public void Dispose() => http.Dispose();
}
