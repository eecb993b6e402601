using CptsReferral.Floor.Stores;
using RabbitMQ.Client;

namespace CptsReferral.Floor.Queues;

/// <summary>Durable quorum queues on the default exchange; persistent messages; the broker confirms each of them, many under way at once.</summary>
sealed class RabbitMqQueues(Uri amqp) : IQueues, IAsyncDisposable
{
    // Two, so that one has its next batch while the other waits for its commit.
    const int ReceiversOfAQueue = 2;

    static readonly BasicProperties Persistent = new() { Persistent = true, ContentType = "application/json" };

    readonly List<RabbitMqReceiver> receivers = [];
    IConnection? sending;
    IConnection? receiving;
    IChannel? publisher;

    public bool AreOpen => sending is { IsOpen: true } && receiving is { IsOpen: true };

    public IReadOnlyList<IReceiver> Receivers => receivers;

    public async Task OpenAsync()
    {
        var factory = new ConnectionFactory { Uri = amqp, NetworkRecoveryInterval = TimeSpan.FromSeconds(1) };
        // Two connections: a broker that slows publishers down stops reading from theirs, acknowledgements included.
        sending = await factory.CreateConnectionAsync("floor: sending");
        receiving = await factory.CreateConnectionAsync("floor: receiving");
        // No limiter of its own: the relay has no more under way than its batch.
        publisher = await sending.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: true,
            outstandingPublisherConfirmationsRateLimiter: null));
        foreach (var queue in QueueNames.All)
        {
            await publisher.QueueDeclareAsync(
                queue,
                durable: true,
                exclusive: false,
                autoDelete: false,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = "quorum" });
            for (var number = 0; number < ReceiversOfAQueue; number++)
                receivers.Add(await RabbitMqReceiver.OpenAsync(receiving, queue));
        }
    }

    public async Task PublishAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellation)
    {
        var confirmations = new List<Task>(rows.Count);
        // Mandatory: without it the broker confirms what no queue has taken.
        foreach (var row in rows)
            confirmations.Add(publisher!.BasicPublishAsync("", row.Destination, mandatory: true, Persistent, row.Body, cancellation).AsTask());
        await Task.WhenAll(confirmations);
    }

    public async ValueTask DisposeAsync()
    {
        if (receiving is not null)
            await receiving.DisposeAsync();
        if (sending is not null)
            await sending.DisposeAsync();
    }
}
