using CptsReferral.Floor.Stores;

namespace CptsReferral.Floor.Queues;

/// <summary>
/// In the place of a broker. Memory keeps nothing over a crash: a message is safe, and its outbox row may go, only when its consumer has committed.
/// </summary>
sealed class MemoryQueues : IQueues
{
    readonly Dictionary<string, MemoryReceiver> receivers = QueueNames.All.ToDictionary(queue => queue, queue => new MemoryReceiver(queue), StringComparer.Ordinal);

    public bool AreOpen => true;

    public IReadOnlyList<IReceiver> Receivers => [.. receivers.Values];

    public Task OpenAsync() => Task.CompletedTask;

    public Task PublishAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellation) =>
        Task.WhenAll(rows.Select(row => receivers[row.Destination].Put(row.Body))).WaitAsync(cancellation);
}
