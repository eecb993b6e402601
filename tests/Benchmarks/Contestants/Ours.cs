using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace CptsReferral.Benchmarks.Contestants;

/// <summary>The switchboard as people install it, with the demo's people: sign-in, validation, encryption, blind index and the record of readings are on.</summary>
abstract class Ours(string name) : Contestant(name)
{
    AuthenticationHeaderValue? authorization;

    protected override AuthenticationHeaderValue? Authorization => authorization;

    /// <summary>The software of the demo's general practitioner signs in.</summary>
    protected async Task SignInAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "demo-gp",
            ["client_secret"] = "demo",
        });
        using var response = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, cancellation);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<JsonObject>(cancellation))!["access_token"]!.GetValue<string>();
        authorization = new AuthenticationHeaderValue("Bearer", token);
    }
}
