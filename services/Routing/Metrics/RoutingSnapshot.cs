namespace CptsReferral.Routing.Metrics;

/// <summary>The last counts read from the database. A count that could not be renewed is not reported: no number is better than an old one.</summary>
sealed class RoutingSnapshot(TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    Counts? last;

    public Counts? Current => last is { } counts && time.GetUtcNow() - counts.ReadAt <= Fresh ? counts : null;

    public void Keep(long lateClocks, long openBreaches, LastCheck? check) => last = new Counts(lateClocks, openBreaches, check, time.GetUtcNow());

    internal sealed record Counts(long LateClocks, long OpenBreaches, LastCheck? Check, DateTimeOffset ReadAt);

    internal sealed record LastCheck(int Open, int Accounted, double AgeSeconds);
}
