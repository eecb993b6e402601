namespace CptsReferral.Floor.Stores;

/// <summary>Each method that writes is one commit, and it is durable when the method returns.</summary>
interface IStore
{
    /// <summary>Makes the tables where there are none.</summary>
    Task PrepareAsync();

    Task AcceptAsync(Submission submission, CancellationToken cancellation);

    /// <summary>Forgets what was sent, and returns what comes next, lowest first.</summary>
    Task<IReadOnlyList<OutboxRow>> NextAsync(long[] sent, int atMost, CancellationToken cancellation);

    /// <summary>Begins the case of each referral that has none yet, with its clocks and what its desk is told.</summary>
    Task RouteAsync(IReadOnlyList<RoutedReferral> routes, CancellationToken cancellation);

    /// <summary>Puts them on their worklists, and marks their requests as queued.</summary>
    Task QueueAsync(IReadOnlyList<Referral> referrals, DateTime since, CancellationToken cancellation);

    /// <summary>The first twenty by the time they are due.</summary>
    Task<IReadOnlyList<WorklistEntry>> WorklistAsync(string lane, CancellationToken cancellation);
}
