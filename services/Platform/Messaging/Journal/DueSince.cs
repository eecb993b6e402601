namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>
/// From when on rows are looked at. Behind it nothing was due at the last look, and what has come since is due later: so the remains of what was sent, which
/// lie there in the index until the engine clears them away, are not walked over again. Now and then everything is looked at: a transaction that took its time, or
/// the clock of another machine, may have left something behind.
/// </summary>
internal sealed class DueSince
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WholeEvery = TimeSpan.FromSeconds(15);

    private DateTime _emptyAt = DateTime.UnixEpoch;
    private DateTime _wholeAt = DateTime.UnixEpoch;

    /// <summary>Where the next look begins.</summary>
    public DateTime From(DateTime now) => IsWhole(now) ? DateTime.UnixEpoch : _emptyAt - Margin;

    /// <summary>A look that began at this moment found nothing.</summary>
    public void FoundNothing(DateTime lookedAt)
    {
        if (IsWhole(lookedAt))
            _wholeAt = lookedAt;
        _emptyAt = lookedAt;
    }

    // Also when the clock was put back.
    private bool IsWhole(DateTime now) => now - _wholeAt >= WholeEvery || now < _emptyAt;
}
