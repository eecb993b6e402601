using System.Net;

namespace CptsReferral.Support.Portal;

/// <summary>
/// Somebody in front of the portal's pages without a script: follows links and redirects, fills in forms, keeps cookies by site. Cookies for
/// secure connections are sent to loopback too, as browsers do.
/// </summary>
public sealed class Visitor(Uri site) : IDisposable
{
    const int MostRedirects = 12;

    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    readonly Dictionary<string, Dictionary<string, string>> cookies = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Cookies => CookiesOf(site);

    /// <summary>Opens an address and goes where it leads.</summary>
    public async Task<VisitedPage> OpensAsync(string address, CancellationToken cancellation)
    {
        var at = new Uri(site, address);
        var page = await SendAsync(HttpMethod.Get, at, null, cancellation);
        return await FollowAsync(page, cancellation);
    }

    /// <summary>One request, no redirect followed.</summary>
    public Task<VisitedPage> AsksAsync(string address, CancellationToken cancellation) => SendAsync(HttpMethod.Get, new Uri(site, address), null, cancellation);

    /// <summary>Fills in a form of a page, posts it and goes where that leads.</summary>
    public async Task<VisitedPage> SubmitsAsync(VisitedPage page, string form, CancellationToken cancellation, params (string Name, string Value)[] fields)
    {
        var values = page.Form(form);
        foreach (var (name, value) in fields)
            values[name] = value;
        var posted = await SendAsync(HttpMethod.Post, page.FormAddress(form), new FormUrlEncodedContent(values), cancellation);
        return await FollowAsync(posted, cancellation);
    }

    /// <summary>Takes this visitor's cookies to another browser, as a thief would.</summary>
    public Visitor Copied()
    {
        var copy = new Visitor(site);
        foreach (var (authority, jar) in cookies)
            copy.cookies[authority] = new(jar, StringComparer.Ordinal);
        return copy;
    }

    public void Dispose() => http.Dispose();

    async Task<VisitedPage> FollowAsync(VisitedPage page, CancellationToken cancellation)
    {
        for (var hop = 0; page.Location is { } next; hop++)
        {
            if (hop == MostRedirects)
                throw new InvalidOperationException("Redirected in a circle.");
            page = await SendAsync(HttpMethod.Get, next, null, cancellation);
        }

        return page;
    }

    async Task<VisitedPage> SendAsync(HttpMethod method, Uri address, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Accept.ParseAdd("text/html");
        var jar = CookiesOf(address);
        if (jar.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await http.SendAsync(request, cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
                Keep(jar, cookie);
        }

        var location = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null;
        return new VisitedPage(
            address, response.StatusCode, location is null ? null : new Uri(address, location), await response.Content.ReadAsStringAsync(cancellation));
    }

    Dictionary<string, string> CookiesOf(Uri address) =>
        cookies.TryGetValue(address.Authority, out var jar) ? jar : cookies[address.Authority] = new(StringComparer.Ordinal);

    static void Keep(Dictionary<string, string> jar, string header)
    {
        var name = header[..header.IndexOf('=', StringComparison.Ordinal)];
        var value = header[(name.Length + 1)..].Split(';')[0];
        if (value.Length == 0 || header.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
            jar.Remove(name);
        else
            jar[name] = value;
    }
}
