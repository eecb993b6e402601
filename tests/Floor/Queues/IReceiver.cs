namespace CptsReferral.Floor.Queues;

interface IReceiver
{
    string Queue { get; }

    /// <summary>Waits for one message, and takes those that arrived with it.</summary>
    Task<Batch> NextAsync(CancellationToken cancellation);
}

/// <param name="Bodies">Of one queue, in its order.</param>
/// <param name="AcknowledgeAsync">Ends all of them.</param>
sealed record Batch(IReadOnlyList<byte[]> Bodies, Func<CancellationToken, ValueTask> AcknowledgeAsync);
