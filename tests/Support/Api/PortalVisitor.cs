using System.Net;
using System.Text.RegularExpressions;

namespace CptsReferral.Support.Api;

/// <summary>A person of the demo at a browser without scripts: signs in with one tap, keeps its cookies, reads pages.</summary>
public sealed partial class PortalVisitor : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly HttpClient http;
    readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    PortalVisitor(Uri address) => http = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address, Timeout = Patience };

    /// <summary>What their browser keeps, their session among it.</summary>
    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>Signs in as the person whose button carries this name.</summary>
    public static async Task<PortalVisitor> SignsInAsync(Uri address, string name, CancellationToken cancellation)
    {
        var visitor = new PortalVisitor(address);
        var page = await visitor.SeesAsync("/sign-in", cancellation);
        var button = Button().Matches(page.Text).FirstOrDefault(button => WebUtility.HtmlDecode(button.Groups["words"].Value).Contains(name, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"Nobody called {name} may sign in with one tap.");
        var form = page.Text[page.Text.LastIndexOf("<form", button.Index, StringComparison.Ordinal)..button.Index];
        var fields = HiddenIn(form);
        fields[button.Groups["name"].Value] = button.Groups["value"].Value;
        using var content = new FormUrlEncodedContent(fields);
        var reply = await visitor.SendAsync(HttpMethod.Post, "/sign-in", content, cancellation);
        return reply.Status == HttpStatusCode.Found ? visitor : throw new InvalidOperationException($"{name} could not sign in: {reply}");
    }

    /// <summary>A page as it comes, errors too.</summary>
    public Task<Reply> SeesAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, content: null, cancellation);

    /// <summary>Fills a form of a page and sends it, with what the page hid in it.</summary>
    /// <param name="form">The name of the form, or what it starts with: the first of those is taken.</param>
    public async Task<Reply> FillsAsync(string path, string form, Dictionary<string, string> fields, CancellationToken cancellation)
    {
        var page = await SeesAsync(path, cancellation);
        var shown = Form().Matches(page.Text).Select(match => HiddenIn(match.Value))
            .FirstOrDefault(hidden => hidden.TryGetValue("_handler", out var name) && name.StartsWith(form, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{path} has no form {form}: {page}");
        foreach (var (name, value) in fields)
            shown[name] = value;
        using var content = new FormUrlEncodedContent(shown);
        return await SendAsync(HttpMethod.Post, path, content, cancellation);
    }

    public void Dispose() => http.Dispose();

    static Dictionary<string, string> HiddenIn(string form) => Hidden().Matches(form)
        .ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);

    // A browser takes loopback for secure, and keeps cookies that want to be; the framework's container does not.
    async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("Accept-Language", "fr");
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await http.SendAsync(request, cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
                cookies[cookie[0]] = cookie[1];
        }

        return await Reply.OfAsync(response, cancellation);
    }

    [GeneratedRegex("""<button[^>]*name="(?<name>\w+)"[^>]*value="(?<value>[^"]*)"[^>]*>(?<words>.*?)</button>""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Button();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="(?<name>[^"]+)"[^>]*value="(?<value>[^"]*)"[^>]*>""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
