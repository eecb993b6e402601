using System.Collections.Concurrent;

namespace CptsReferral.Drills.History;

/// <summary>Everything that clients did and learned, as it happened.</summary>
sealed class HistoryBook(TimeProvider time)
{
    readonly ConcurrentQueue<Operation> operations = new();
    readonly long startedAt = time.GetTimestamp();
    int numbers;

    public TimeSpan Now => time.GetElapsedTime(startedAt);

    public IReadOnlyList<Operation> Operations => [.. operations.OrderBy(operation => operation.Number)];

    public int NextNumber() => Interlocked.Increment(ref numbers);

    public void Add(Operation operation) => operations.Enqueue(operation);
}
