using System.Threading.Channels;
using MassTransit;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>
/// Messages that this process has just committed, on their way to its own sender without a look at the journal. Their rows are claimed from the first
/// moment on, so that no other process takes them meanwhile; if this one ends before it sends them, the claim runs out and they are sent like any other.
/// </summary>
internal sealed class JournalHandover
{
    /// <summary>What the sender may be behind; more of them wait in the journal.</summary>
    private const int AtMost = 5000;

    private readonly Channel<OutboxMessage> _committed = Channel.CreateBounded<OutboxMessage>(
        new BoundedChannelOptions(AtMost) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private volatile bool _isOpen;

    /// <summary>Under which this process claims what it hands over.</summary>
    public Guid Claim { get; } = NewId.NextGuid();

    /// <summary>Whether somebody sends what is handed over. What is written while nobody does is free for whoever looks into the journal.</summary>
    public bool IsOpen
    {
        get => _isOpen && _committed.Reader.Count < AtMost / 2;
        set => _isOpen = value;
    }

    /// <summary>False when there is no more room: then the message waits until its claim has run out.</summary>
    public bool TryAdd(OutboxMessage message) => _committed.Writer.TryWrite(message);

    /// <summary>What has come so far, in the order in which it was committed.</summary>
    public IReadOnlyList<OutboxMessage> Take(int atMost)
    {
        var taken = new List<OutboxMessage>();
        while (taken.Count < atMost && _committed.Reader.TryRead(out var message))
            taken.Add(message);
        return taken;
    }

    public ValueTask<bool> ComesAsync(CancellationToken cancellationToken) => _committed.Reader.WaitToReadAsync(cancellationToken);
}
