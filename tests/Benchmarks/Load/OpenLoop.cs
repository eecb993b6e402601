using System.Collections.Concurrent;
using System.Diagnostics;
using CptsReferral.Benchmarks.Contestants;

namespace CptsReferral.Benchmarks.Load;

/// <summary>Requests at a fixed rate, whether or not the earlier ones were answered. Time counts from when a request was due to be posted, so
/// that a contestant that falls behind is not spared (coordinated omission).</summary>
static class OpenLoop
{
    // The oldest: to ask for all that wait would cost a slow contestant's database more than a fast one's.
    const int AskedAtOnce = 50;

    // Times to the worklist are exact to this and the question itself.
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<OpenLoopResult> RunAsync(Contestant contestant, int rate, TimeSpan span, CancellationToken cancellation)
    {
        var count = (int)(rate * span.TotalSeconds);
        var accepts = new ConcurrentBag<double>();
        var pending = new ConcurrentDictionary<Guid, long>();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watching = WatchAsync(contestant, pending, over.Token);

        var posts = new List<Task>(count);
        using var clock = new PeriodicTimer(Tick, TimeProvider.System);
        var startedAt = Stopwatch.GetTimestamp();
        while (posts.Count < count && await clock.WaitForNextTickAsync(cancellation))
        {
            for (var due = DueAt(posts.Count); posts.Count < count && due <= Stopwatch.GetTimestamp(); due = DueAt(posts.Count))
                posts.Add(PostAsync(posts.Count, due));
        }

        await Task.WhenAll(posts);
        var stoppedAt = Stopwatch.GetTimestamp();
        while (!pending.IsEmpty && Stopwatch.GetElapsedTime(stoppedAt) < Patience)
            await clock.WaitForNextTickAsync(cancellation);
        await over.CancelAsync();
        var endToEnd = await watching;
        return new OpenLoopResult(rate, Latency.Of(accepts), Latency.Of(endToEnd), count - endToEnd.Count);

        long DueAt(int number) => startedAt + (long)(number / (double)rate * Stopwatch.Frequency);

        async Task PostAsync(int number, long due)
        {
            // The loop goes on at once, whatever the connection does.
            await Task.Yield();
            if (await contestant.PostAsync(Bodies.Of(number), cancellation) is not { } id)
                return;
            accepts.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            pending[id] = due;
        }
    }

    /// <summary>Waits until one request is through at once: what earlier work left to be done is not what is measured next.</summary>
    public static async Task SettleAsync(Contestant contestant, CancellationToken cancellation)
    {
        var startedAt = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(startedAt) < Patience)
        {
            var one = await RunAsync(contestant, 1, AtOnce, cancellation);
            if (one.EndToEnd.P99 < AtOnce.TotalMilliseconds)
                return;
        }
    }

    static async Task<List<double>> WatchAsync(Contestant contestant, ConcurrentDictionary<Guid, long> pending, CancellationToken cancellation)
    {
        var took = new List<double>();
        await using var arrivals = contestant.Arrivals;
        using var clock = new PeriodicTimer(Pace, TimeProvider.System);
        while (await TicksAsync(clock, cancellation))
        {
            var asked = pending.OrderBy(waiting => waiting.Value).Take(AskedAtOnce).Select(waiting => waiting.Key).ToList();
            if (asked.Count == 0)
                continue;
            foreach (var id in await arrivals.AmongAsync(asked, CancellationToken.None))
            {
                if (pending.TryRemove(id, out var due))
                    took.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            }
        }

        return took;
    }

    static async Task<bool> TicksAsync(PeriodicTimer clock, CancellationToken cancellation)
    {
        try
        {
            return await clock.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

/// <param name="Rate">Requests a second.</param>
/// <param name="Accepts">From when a request was due until it was acknowledged, in milliseconds.</param>
/// <param name="EndToEnd">From when a request was due until it was on its worklist, in milliseconds.</param>
/// <param name="Missing">Requests that were refused, or were not on their worklist a minute after the last one.</param>
sealed record OpenLoopResult(int Rate, Latency Accepts, Latency EndToEnd, int Missing);
