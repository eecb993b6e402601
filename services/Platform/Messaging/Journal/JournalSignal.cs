using System.Threading.Channels;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Wakes the dispatcher of this process; one waiting wake-up is enough.</summary>
internal sealed class JournalSignal
{
    private readonly Channel<bool> _wakeUps = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Wake() => _wakeUps.Writer.TryWrite(true);

    public ValueTask<bool> NextAsync(CancellationToken cancellationToken) => _wakeUps.Reader.ReadAsync(cancellationToken);
}
