using System.Collections.Concurrent;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>What became of the messages that were claimed together; many are on their way at once.</summary>
/// <param name="patience">Past this, another process might soon take over what is left.</param>
internal sealed class JournalRound(TimeSpan patience)
{
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();
    private int _busFailures;

    /// <summary>Messages that the bus has taken, or that had expired.</summary>
    public ConcurrentQueue<OutboxMessage> Sent { get; } = new();

    /// <summary>Messages that a healthy bus did not take.</summary>
    public ConcurrentQueue<(OutboxMessage Row, Exception Fault, SendFault Kind)> Failed { get; } = new();

    /// <summary>False once a message could not be sent because the bus is away.</summary>
    public bool BusIsUp => Volatile.Read(ref _busFailures) == 0;

    /// <summary>Whether a further message should be sent.</summary>
    public bool GoesOn => BusIsUp && TimeProvider.System.GetElapsedTime(_startedAt) <= patience;

    /// <summary>That the bus is away is no fault of the message: it stays as it was.</summary>
    /// <returns>False for what was to be expected after another message had failed.</returns>
    public bool Fail(OutboxMessage row, Exception fault, SendFault kind)
    {
        if (kind == SendFault.Bus)
            return Interlocked.Increment(ref _busFailures) == 1;
        Failed.Enqueue((row, fault, kind));
        return true;
    }
}
