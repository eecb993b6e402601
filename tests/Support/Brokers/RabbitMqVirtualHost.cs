using System.Text.Json;

namespace CptsReferral.Support.Brokers;

/// <summary>A room of one's own on the broker, gone when disposed.</summary>
public sealed class RabbitMqVirtualHost : IAsyncDisposable
{
    private readonly Broker _broker;
    private readonly BrokerUsers? _users;

    internal RabbitMqVirtualHost(Broker broker, string name, BrokerUsers? users)
    {
        _broker = broker;
        _users = users;
        Name = name;
    }

    public string Name { get; }

    /// <summary>For <c>Bus:Uri</c>.</summary>
    public string Uri => $"{_broker.Amqp.GetLeftPart(UriPartial.Authority)}/{Name}";

    /// <summary>The same for the user of a host, such as <c>cpts_desk</c>, on a node that knows them.</summary>
    public Uri UriOf(string user) => BrokerUsers.Seen(user, new Uri(Uri));

    /// <summary>Every node of the broker.</summary>
    public IReadOnlyList<Uri> Nodes => _broker.Nodes;

    /// <summary>Again after the broker was wiped.</summary>
    public async Task DeclareAsync(CancellationToken cancellationToken)
    {
        await _broker.Management.DeclareVirtualHostAsync(Name, cancellationToken);
        // Ours has loaded them when it started; somebody else's is told now.
        if (_users is not null && _broker is GivenBroker)
            await _broker.Management.PostAsync("api/definitions", JsonElement.Parse(await _users.DefinitionsAsync()), cancellationToken);
    }

    /// <summary>Name and type ("quorum", "classic") of each queue.</summary>
    public async Task<IReadOnlyDictionary<string, string>> QueuesAsync(CancellationToken cancellationToken) =>
        (await ListAsync("queues", cancellationToken)).ToDictionary(queue => Text(queue, "name"), queue => Text(queue, "type"), StringComparer.Ordinal);

    /// <summary>Name and type ("fanout", "x-delayed-message") of each exchange.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ExchangesAsync(CancellationToken cancellationToken) =>
        (await ListAsync("exchanges", cancellationToken)).ToDictionary(exchange => Text(exchange, "name"), exchange => Text(exchange, "type"), StringComparer.Ordinal);

    /// <summary>The first message of a queue as the broker shows it, with its headers; it stays there.</summary>
    public Task<string> PeekAsync(string queue, CancellationToken cancellationToken) =>
        _broker.Management.PostAsync(
            $"api/queues/{Name}/{queue}/get",
            new { count = 1, ackmode = "ack_requeue_true", encoding = "auto" },
            cancellationToken);

    /// <summary>A queue that gets a copy of whatever passes through these exchanges; the newest <paramref name="most"/> stay in it.</summary>
    public async Task ListenAsync(string queue, IEnumerable<string> exchanges, int most, CancellationToken cancellationToken)
    {
        await _broker.Management.PutAsync(
            $"api/queues/{Name}/{queue}",
            new { durable = true, arguments = new Dictionary<string, object>(StringComparer.Ordinal) { ["x-max-length"] = most } },
            cancellationToken);
        foreach (var exchange in exchanges)
            await _broker.Management.PostAsync($"api/bindings/{Name}/e/{System.Uri.EscapeDataString(exchange)}/q/{queue}", new { routing_key = "" }, cancellationToken);
    }

    /// <summary>Takes messages out of a queue, as the broker shows them: payload in base 64, properties, exchange.</summary>
    public async Task<IReadOnlyList<JsonElement>> TakeAsync(string queue, int most, CancellationToken cancellationToken)
    {
        var taken = await _broker.Management.PostAsync(
            $"api/queues/{Name}/{queue}/get", new { count = most, ackmode = "ack_requeue_false", encoding = "base64" }, cancellationToken);
        return taken.Length == 0 ? [] : [.. JsonElement.Parse(taken).EnumerateArray()];
    }

    /// <summary>Sends a message once more as it was taken, to an exchange or to the one it came through.</summary>
    public Task SendAgainAsync(JsonElement taken, CancellationToken cancellationToken) => PublishAsync(
        Text(taken, "exchange"), Text(taken, "routing_key"), taken.GetProperty("properties"), Text(taken, "payload"), cancellationToken);

    /// <summary>Sends bytes to an exchange; those of queues are named after their queue.</summary>
    public Task SendAsync(string exchange, byte[] body, string contentType, CancellationToken cancellationToken) => PublishAsync(
        exchange, "", JsonElement.Parse($$"""{"content_type":"{{contentType}}","delivery_mode":2}"""), Convert.ToBase64String(body), cancellationToken);

    /// <summary>How many messages each queue holds.</summary>
    public async Task<IReadOnlyDictionary<string, int>> DepthsAsync(CancellationToken cancellationToken) =>
        (await ListAsync("queues", cancellationToken)).ToDictionary(
            queue => Text(queue, "name"), queue => queue.TryGetProperty("messages", out var count) ? count.GetInt32() : 0, StringComparer.Ordinal);

    /// <summary>Who is connected, by the names of their users.</summary>
    public async Task<IReadOnlyList<string>> UsersAsync(CancellationToken cancellationToken) =>
        [.. (await _broker.Management.GetAsync($"api/vhosts/{Name}/connections", cancellationToken)).EnumerateArray().Select(connection => Text(connection, "user"))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public async ValueTask DisposeAsync() => await _broker.Management.DeleteVirtualHostAsync(Name);

    private Task<string> PublishAsync(string exchange, string routingKey, JsonElement properties, string payload, CancellationToken cancellationToken) =>
        _broker.Management.PostAsync(
            $"api/exchanges/{Name}/{System.Uri.EscapeDataString(exchange)}/publish",
            new { properties, routing_key = routingKey, payload, payload_encoding = "base64" },
            cancellationToken);

    private async Task<IEnumerable<JsonElement>> ListAsync(string kind, CancellationToken cancellationToken) =>
        (await _broker.Management.GetAsync($"api/{kind}/{Name}", cancellationToken)).EnumerateArray().ToList();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? "";
}
