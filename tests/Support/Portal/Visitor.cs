using System.Collections.Concurrent;
using CptsReferral.Support.Api;

namespace CptsReferral.Support.Portal;

/// <summary>
/// Somebody in front of the portal's pages without a script: follows links and redirects, fills in forms, keeps cookies by site. Cookies for
/// secure connections are sent to loopback too, as browsers do.
/// </summary>
public sealed class Visitor(Uri site) : IDisposable
{
    const int MostRedirects = 12;

    static readonly (string, string) Page = ("Accept", "text/html");

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };
    // Some press twice at once: what one answer sets is written while the other is asked.
    readonly ConcurrentDictionary<string, ConcurrentDictionary<string, string>> cookies = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Cookies => CookiesOf(site);

    /// <summary>As a browser sends them.</summary>
    public string CookieHeader => Header(CookiesOf(site));

    /// <summary>Signs in with one tap, as the demo allows.</summary>
    public async Task<Visitor> SignsInAsAsync(string name, CancellationToken cancellation)
    {
        var door = await OpensAsync("/sign-in", cancellation);
        var inside = await SubmitsAsync(door, "demo", cancellation, door.Button("demo", name));
        return inside.Path == door.Path ? throw new InvalidOperationException($"{name} could not sign in: {inside}") : this;
    }

    /// <summary>Opens an address and goes where it leads.</summary>
    public async Task<VisitedPage> OpensAsync(string address, CancellationToken cancellation) =>
        await FollowAsync(await AsksAsync(address, cancellation), cancellation);

    /// <summary>One request, no redirect followed.</summary>
    public Task<VisitedPage> AsksAsync(string address, CancellationToken cancellation) => GetAsync(new Uri(site, address), cancellation);

    /// <summary>A request as the scripts of a page make it.</summary>
    public Task<Reply> SendsAsync(
        HttpMethod method, string address, HttpContent? content, CancellationToken cancellation, params (string Name, string Value)[] headers) =>
        SendAsync(method, new Uri(site, address), content, cancellation, headers);

    /// <summary>Fills in a form of a page, posts it and goes where that leads.</summary>
    public Task<VisitedPage> SubmitsAsync(VisitedPage page, string form, CancellationToken cancellation, params (string Name, string Value)[] fields) =>
        PostAsync(page, form, new FormUrlEncodedContent(Filled(page, form, fields)), cancellation);

    /// <summary>The same with a file, inside the form.</summary>
    public Task<VisitedPage> SubmitsAsync(
        VisitedPage page, string form, (byte[] Content, string Type, string Name) file, CancellationToken cancellation, params (string Name, string Value)[] fields)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in Filled(page, form, fields))
            parts.Add(new StringContent(value), name);
        var content = new ByteArrayContent(file.Content);
        content.Headers.ContentType = new(file.Type);
        parts.Add(content, "files", file.Name);
        return PostAsync(page, form, parts, cancellation);
    }

    /// <summary>Opens a page, fills in a form of it and goes where that leads.</summary>
    public async Task<VisitedPage> FillsAsync(string address, string form, CancellationToken cancellation, params (string Name, string Value)[] fields) =>
        await SubmitsAsync(await OpensAsync(address, cancellation), form, cancellation, fields);

    /// <summary>Goes on with what another browser was given.</summary>
    public Visitor Bears(IReadOnlyDictionary<string, string> session)
    {
        cookies[site.Authority] = new(session, StringComparer.Ordinal);
        return this;
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

    static IEnumerable<KeyValuePair<string, string>> Filled(VisitedPage page, string form, (string Name, string Value)[] fields)
    {
        var typed = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return page.Form(form).Where(field => !typed.Contains(field.Name)).Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value));
    }

    async Task<VisitedPage> PostAsync(VisitedPage page, string form, HttpContent content, CancellationToken cancellation)
    {
        var address = page.FormAddress(form);
        return await FollowAsync(new VisitedPage(address, await SendAsync(HttpMethod.Post, address, content, cancellation, Page)), cancellation);
    }

    async Task<VisitedPage> FollowAsync(VisitedPage page, CancellationToken cancellation)
    {
        for (var hop = 0; page.Location is { } next; hop++)
        {
            if (hop == MostRedirects)
                throw new InvalidOperationException("Redirected in a circle.");
            page = await GetAsync(next, cancellation, wasLedTo: true);
        }

        return page;
    }

    async Task<VisitedPage> GetAsync(Uri address, CancellationToken cancellation, bool wasLedTo = false) =>
        new(address, await SendAsync(HttpMethod.Get, address, null, cancellation, Page)) { WasLedTo = wasLedTo };

    async Task<Reply> SendAsync(HttpMethod method, Uri address, HttpContent? content, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var jar = CookiesOf(address);
        if (!jar.IsEmpty)
            request.Headers.TryAddWithoutValidation("Cookie", Header(jar));
        using var response = await http.SendAsync(request, cancellation);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            Keep(jar, cookie);
        return await Reply.OfAsync(response, cancellation);
    }

    static string Header(ConcurrentDictionary<string, string> jar) => string.Join("; ", jar.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    ConcurrentDictionary<string, string> CookiesOf(Uri address) => cookies.GetOrAdd(address.Authority, _ => new(StringComparer.Ordinal));

    static void Keep(ConcurrentDictionary<string, string> jar, string header)
    {
        var name = header[..header.IndexOf('=', StringComparison.Ordinal)];
        var value = header[(name.Length + 1)..].Split(';')[0];
        if (value.Length == 0 || header.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase))
            jar.TryRemove(name, out _);
        else
            jar[name] = value;
    }
}
