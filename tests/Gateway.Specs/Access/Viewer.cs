using System.Net;
using System.Net.Http.Headers;
using CptsReferral.Support.Api;
using CptsReferral.Support.Portal;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>Somebody who asks: with their software's token at the API, with their session everywhere else, with neither when they are nobody.</summary>
/// <param name="place">What they are to the request that everybody asks about: a column of the table.</param>
sealed class Viewer(Uri site, string place, (string ClientId, string Name)? person) : IDisposable
{
    const string FormToken = "__RequestVerificationToken";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The host's clock runs about ten times as fast, and what it renews on the way is not kept here: a session is good for half an hour of that clock.
    static readonly TimeSpan FormLife = TimeSpan.FromMinutes(2);

    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site, Timeout = Patience };
    readonly Stranger software = new(site);
    readonly Visitor browser = new(site);
    string? bearer;
    string? formToken;
    long formTokenSince;

    public string Place => place;

    /// <summary>The requester, and whoever takes the request into their hands or could.</summary>
    public bool IsConcerned => place is Places.Requester or Places.Holder or Places.Colleague;

    public Task<Seen> AsksAsync(Ask ask, CancellationToken cancellation) => AsksAsync(ask, withFormToken: true, cancellation);

    /// <summary>Asks as another site can make their browser do: with their session, without the token of the form.</summary>
    public Task<Seen> IsMadeToAskAsync(Ask ask, CancellationToken cancellation) => AsksAsync(ask, withFormToken: false, cancellation);

    /// <summary>Asks the API with the session of the portal, and the portal with the token of the API.</summary>
    public Task<Seen> AsksWithTheOtherKeyAsync(Ask ask, CancellationToken cancellation) => OnceAsync(ask, !IsApi(ask), cancellation);

    public void Dispose()
    {
        http.Dispose();
        software.Dispose();
        browser.Dispose();
    }

    async Task<Seen> AsksAsync(Ask ask, bool withFormToken, CancellationToken cancellation)
    {
        var seen = await OnceAsync(ask, IsApi(ask), cancellation, withFormToken);
        if (ask.Path == "/sign-out")
            formToken = null;
        if (person is null || !(seen.Outcome is "401" or Seen.SignIn))
            return seen;
        // The host's clock goes fast: a token or a session may be over. Whoever is refused with fresh ones is refused.
        bearer = formToken = null;
        return await OnceAsync(ask, IsApi(ask), cancellation, withFormToken);
    }

    static bool IsApi(Ask ask) => ask.Path.StartsWith("/api/", StringComparison.Ordinal);

    async Task<Seen> OnceAsync(Ask ask, bool asSoftware, CancellationToken cancellation, bool withFormToken = true)
    {
        using var request = new HttpRequestMessage(ask.Method, ask.Path);
        foreach (var (name, value) in ask.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (!IsApi(ask))
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
        var token = asSoftware ? "" : await FormTokenAsync(cancellation);
        if (!asSoftware)
            request.Headers.TryAddWithoutValidation("Cookie", browser.CookieHeader);
        else if (person is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer ??= await TokenAsync(cancellation));
        if (ask.Form is { } fields)
        {
            var sent = withFormToken ? fields.Append((FormToken, token)) : fields;
            request.Content = new FormUrlEncodedContent(sent.Select(((string Name, string Value) field) => KeyValuePair.Create(field.Name, field.Value)));
        }

        if (ask.Body is var (type, content))
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        // A stream of events does not end: that it began is the answer.
        var body = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(cancellation);
        return new Seen(
            (int)response.StatusCode,
            response.Headers.Location is { } location ? new Uri(site, location) : null,
            $"{response.Headers}{response.Content.Headers}{WebUtility.HtmlDecode(body)}");
    }

    async Task<string> TokenAsync(CancellationToken cancellation) =>
        (await software.SignsInAsync(person!.Value.ClientId, "demo", cancellation)).Json.GetProperty("access_token").GetString()!;

    async Task<string> FormTokenAsync(CancellationToken cancellation)
    {
        if (formToken is not null && (person is null || TimeProvider.System.GetElapsedTime(formTokenSince) < FormLife))
            return formToken;
        if (person is { Name: var name })
            await browser.SignsInAsAsync(name, cancellation);
        var page = await browser.OpensAsync(person is null ? "/sign-in" : "/account", cancellation);
        formTokenSince = TimeProvider.System.GetTimestamp();
        return formToken = page.Form(person is null ? "password" : "notices").Single(field => field.Name == FormToken).Value;
    }
}
