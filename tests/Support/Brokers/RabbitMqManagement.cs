using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CptsReferral.Support.Brokers;

/// <summary>The few calls of the management API that specs need.</summary>
internal sealed class RabbitMqManagement : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _user;

    public RabbitMqManagement(Uri address, string userInfo)
    {
        var credentials = userInfo.Length > 0 ? Uri.UnescapeDataString(userInfo) : "guest:guest";
        _user = credentials.Split(':')[0];
        _client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    public async Task<bool> AnswersAsync()
    {
        try
        {
            // Ready means that the node takes connections, which it does after the management page is up.
            using var answer = await _client.GetAsync(new Uri("api/health/checks/protocol-listener/amqp", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    public async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        (await GetAsync("api/overview", cancellationToken)).GetProperty("rabbitmq_version").GetString() ?? "";

    public async Task DeclareVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        await PutAsync($"api/vhosts/{name}", new { }, cancellationToken);
        await PutAsync($"api/permissions/{name}/{_user}", new { configure = ".*", write = ".*", read = ".*" }, cancellationToken);
    }

    public async Task DeleteVirtualHostAsync(string name)
    {
        try
        {
            using var answer = await _client.DeleteAsync(new Uri($"api/vhosts/{name}", UriKind.Relative));
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            // The node may have been stopped by the spec, and its virtual hosts with it.
        }
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await _client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancellationToken);

    public async Task<string> PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(cancellationToken) : "";
    }

    public async Task PutAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var answer = await _client.PutAsJsonAsync(new Uri(path, UriKind.Relative), body, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();
}
