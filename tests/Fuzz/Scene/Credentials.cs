using System.Collections.Concurrent;
using System.Text;
using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Wire;

namespace CptsReferral.Fuzz.Scene;

/// <summary>What each caller shows: a token at the API, a session at the portal. Tokens are asked for again before they run out.</summary>
sealed class Credentials(Uri host, IReadOnlyDictionary<string, string> cookies)
{
    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    readonly ConcurrentDictionary<string, (string Token, long At)> tokens = new(StringComparer.Ordinal);

    /// <summary>The header that says who calls; null for nobody.</summary>
    public async Task<(string Name, string Value)?> OfAsync(Draft draft, CancellationToken cancellation)
    {
        if (draft.Token is { } forged)
            return ("Authorization", forged);
        if (draft.Caller is not { } caller)
            return null;
        if (!draft.Path.StartsWith("/api", StringComparison.OrdinalIgnoreCase) && cookies.TryGetValue(caller.Name, out var cookie))
            return ("Cookie", cookie);
        if (!tokens.TryGetValue(caller.Name, out var known) || TimeProvider.System.GetElapsedTime(known.At) > Lasts)
            tokens[caller.Name] = known = (await AskAsync(caller.Name, cancellation), TimeProvider.System.GetTimestamp());
        return ("Authorization", "Bearer " + known.Token);
    }

    async Task<string> AskAsync(string client, CancellationToken cancellation)
    {
        await using var line = new Line(host, TimeSpan.FromSeconds(60));
        var draft = new Draft(null, "/connect/token")
        {
            Method = "POST",
            ContentType = "application/x-www-form-urlencoded",
            Bytes = Encoding.ASCII.GetBytes($"grant_type=client_credentials&client_id={client}&client_secret=demo"),
        };
        var answer = await line.SendAsync(new Attempt(0, Kind.Valid, "", draft, "en").OnTheWire(host.Authority, null), draft.Method, ends: false, cancellation);
        return answer.Member("access_token") ?? throw new InvalidOperationException($"{client} got no token: {answer}");
    }
}
