using CptsReferral.Floor.Stores;

namespace CptsReferral.Floor.Queues;

interface IQueues
{
    bool AreOpen { get; }

    /// <summary>Who reads from the queues, once they are open; several may read from one.</summary>
    IReadOnlyList<IReceiver> Receivers { get; }

    Task OpenAsync();

    /// <returns>Done when none of them can be lost any more, with or without this process.</returns>
    Task PublishAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellation);
}
