using System.Collections.Concurrent;
using System.Diagnostics;
using CptsReferral.Benchmarks.Contestants;

namespace CptsReferral.Benchmarks.Load;

/// <summary>As many requests as a contestant takes, by callers who post the next one when the last one was acknowledged; then the wait until all are on their worklist.</summary>
static class FlatOut
{
    const int Callers = 64;
    const int AskedAtOnce = 500;

    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    // What has not come by then is as good as lost.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <param name="span">How long requests are posted.</param>
    /// <param name="most">Ends it sooner once so many were acknowledged.</param>
    public static async Task<FlatOutResult> RunAsync(Contestant contestant, TimeSpan span, CancellationToken cancellation, int most = int.MaxValue)
    {
        var accepted = new ConcurrentBag<Guid>();
        var refused = 0;
        var startedAt = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(CallAsync));
        var took = Stopwatch.GetElapsedTime(startedAt);

        var stoppedAt = Stopwatch.GetTimestamp();
        await DrainAsync(contestant, accepted, cancellation);
        return new FlatOutResult(accepted.Count, refused, took, Stopwatch.GetElapsedTime(stoppedAt));

        async Task CallAsync(int caller)
        {
            for (var number = caller; Stopwatch.GetElapsedTime(startedAt) < span && accepted.Count < most; number += Callers)
            {
                if (await contestant.PostAsync(Bodies.Of(number), cancellation) is { } id)
                    accepted.Add(id);
                else
                    Interlocked.Increment(ref refused);
            }
        }
    }

    // Oldest first: where many wait, one small question finds how far it has come.
    static async Task DrainAsync(Contestant contestant, IEnumerable<Guid> accepted, CancellationToken cancellation)
    {
        var waiting = new Queue<Guid>(accepted.Order());
        var asked = new HashSet<Guid>();
        await using var arrivals = contestant.Arrivals;
        using var clock = new PeriodicTimer(Pace, TimeProvider.System);
        var startedAt = Stopwatch.GetTimestamp();
        do
        {
            while (asked.Count < AskedAtOnce && waiting.TryDequeue(out var next))
                asked.Add(next);
            asked.ExceptWith(await arrivals.AmongAsync(asked, cancellation));
            if (Stopwatch.GetElapsedTime(startedAt) > Patience)
                throw new InvalidOperationException($"{contestant.Name}: {asked.Count + waiting.Count} requests did not reach their worklist in {Patience.TotalSeconds:F0} s.");
        }
        while (asked.Count + waiting.Count > 0 && await clock.WaitForNextTickAsync(cancellation));
    }
}

/// <param name="Accepted">Requests that were acknowledged.</param>
/// <param name="Refused">Answers other than 201.</param>
/// <param name="Took">How long requests were posted.</param>
/// <param name="Drain">From the last acknowledgement until everything was on its worklist.</param>
sealed record FlatOutResult(int Accepted, int Refused, TimeSpan Took, TimeSpan Drain)
{
    /// <summary>Acknowledged requests a second.</summary>
    public double Accepts => Accepted / Took.TotalSeconds;

    /// <summary>Requests a second from the first post until the last one was on its worklist.</summary>
    public double Flows => Accepted / (Took + Drain).TotalSeconds;
}
