using System.Text.Json;

namespace CptsReferral.Support.Brokers;

/// <summary>A room of one's own on the broker, gone when disposed.</summary>
public sealed class RabbitMqVirtualHost : IAsyncDisposable
{
    private readonly Broker _broker;

    internal RabbitMqVirtualHost(Broker broker, string name)
    {
        _broker = broker;
        Name = name;
    }

    public string Name { get; }

    /// <summary>For <c>Bus:Uri</c>.</summary>
    public string Uri => $"{_broker.Amqp.GetLeftPart(UriPartial.Authority)}/{Name}";

    /// <summary>Again after the broker was wiped.</summary>
    public Task DeclareAsync(CancellationToken cancellationToken) => _broker.Management.DeclareVirtualHostAsync(Name, cancellationToken);

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

    public async ValueTask DisposeAsync() => await _broker.Management.DeleteVirtualHostAsync(Name);

    private async Task<IEnumerable<JsonElement>> ListAsync(string kind, CancellationToken cancellationToken) =>
        (await _broker.Management.GetAsync($"api/{kind}/{Name}", cancellationToken)).EnumerateArray().ToList();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString() ?? "";
}
