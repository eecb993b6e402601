using System.Net;

namespace CptsReferral.Support.Api;

/// <summary>A person's session in the portal, without a browser: cookies and forms as a browser would send them, and whatever a spec adds.</summary>
public sealed class Session(Uri address) : IDisposable
{
    // A cookie jar of .NET keeps secure cookies from plain HTTP; browsers make an exception for loopback.
    readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    readonly Dictionary<string, string> cookies = [];

    public string Cookies => string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>Signs in with one tap, as the demo allows.</summary>
    public async Task<Session> SignsInAsync(string name, CancellationToken cancellation)
    {
        var page = (await SendsAsync(HttpMethod.Get, "/sign-in", null, cancellation)).Text;
        var button = WebUtility.HtmlDecode(page).Split("<button ").Single(part => part.Contains(name, StringComparison.Ordinal));
        var form = new Dictionary<string, string>
        {
            ["_handler"] = "demo",
            ["__RequestVerificationToken"] = Value(page, "__RequestVerificationToken"),
            ["person"] = Value(button, "name=\"person\""),
        };
        var reply = await SendsAsync(HttpMethod.Post, "/sign-in", new FormUrlEncodedContent(form), cancellation);
        return reply.Status == HttpStatusCode.Redirect ? this : throw new InvalidOperationException($"{name} could not sign in: {reply.Status}.");
    }

    public async Task<Reply> SendsAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", Cookies);
        foreach (var (header, value) in headers)
            request.Headers.TryAddWithoutValidation(header, value);
        using var response = await http.SendAsync(request, cancellation);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }

        return await Reply.OfAsync(response, cancellation);
    }

    public void Dispose() => http.Dispose();

    // The first value after a mark.
    static string Value(string html, string mark) =>
        html[(html.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..].Split("value=\"", 2)[1].Split('"', 2)[0];
}
