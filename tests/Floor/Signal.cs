namespace CptsReferral.Floor;

/// <summary>Says that something was committed to the outbox, so that the relay need not wait for its next look.</summary>
sealed class Signal : IDisposable
{
    readonly SemaphoreSlim raised = new(0);

    public void Raise()
    {
        // Two at once may both release; the relay then looks once for nothing.
        if (raised.CurrentCount == 0)
            raised.Release();
    }

    /// <summary>Until it is raised, or until patience ends: a signal is a hurry, not a promise.</summary>
    public Task WaitAsync(TimeSpan patience, CancellationToken cancellation) => raised.WaitAsync(patience, cancellation);

    public void Dispose() => raised.Dispose();
}
