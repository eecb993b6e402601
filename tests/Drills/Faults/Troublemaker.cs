using System.Collections.Concurrent;
using CptsReferral.Drills.History;
using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>Follows the plan of faults until its time is over: strikes, lets it last, heals, measures the recovery.</summary>
sealed class Troublemaker(Board board, HistoryBook history, Probe probe, bool overlap, TextWriter log)
{
    // Where faults overlap, recovery from one waits for others as well: the next one in its place does not wait for that.
    static readonly TimeSpan LongestRespite = TimeSpan.FromSeconds(15);

    readonly ConcurrentQueue<Outage> outages = [];
    readonly ConcurrentQueue<string> mishaps = [];

    /// <summary>What the drill itself could not do, in words: a healing that failed, a stroke that went astray.</summary>
    public IReadOnlyCollection<string> Mishaps => mishaps;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Outage> Outages => [.. outages.OrderBy(outage => outage.Struck)];

    public async Task ActAsync(IEnumerable<PlannedFault> plan, TimeSpan until, CancellationToken cancellation)
    {
        var recoveries = new List<Task>();
        foreach (var planned in plan)
        {
            // Time for the fault itself and for what follows: a fault that has begun is always healed.
            if (history.Now + planned.After + planned.Lasts > until)
                break;
            await Task.Delay(planned.After, TimeProvider.System, cancellation);
            try
            {
                if (await StrikesAndHealsAsync(planned, cancellation) is not { } outage)
                    continue;
                var recovery = RecoversAsync(outage, cancellation);
                recoveries.Add(recovery);
                await (overlap ? Task.WhenAny(recovery, Task.Delay(LongestRespite, TimeProvider.System, cancellation)) : recovery);
            }
            catch (Exception mishap) when (!cancellation.IsCancellationRequested)
            {
                await NoteAsync(planned.Fault.Kind, mishap);
            }
        }

        await Task.WhenAll(recoveries);
    }

    /// <returns>What there is to recover from; null when the stroke missed.</returns>
    async Task<Outage?> StrikesAndHealsAsync(PlannedFault planned, CancellationToken cancellation)
    {
        var struck = history.Now;
#pragma warning disable CA5394 // A plan that can be run again, not a secret.
        var chance = new Random(planned.Chance);
#pragma warning restore CA5394
        string target;
        try
        {
            target = await planned.Fault.StrikeAsync(board, chance, cancellation);
        }
        catch (Exception missed) when (overlap && !cancellation.IsCancellationRequested && missed is HttpRequestException or InvalidOperationException or OperationCanceledException)
        {
            // What it would be done by is away because of another one. Half of it may have been done.
            await log.WriteLineAsync($"{struck.TotalSeconds,7:F1} s  {planned.Fault.Kind}: missed");
            await planned.Fault.HealAsync(board, cancellation);
            return null;
        }

        await Task.Delay(planned.Lasts, TimeProvider.System, cancellation);
        await planned.Fault.HealAsync(board, cancellation);
        return new Outage(planned.Number, planned.Fault.Kind, target, struck, history.Now, Recovery: null);
    }

    async Task RecoversAsync(Outage outage, CancellationToken cancellation)
    {
        try
        {
            var recovered = outage with { Recovery = await probe.MeasureAsync(cancellation) };
            outages.Enqueue(recovered);
            await log.WriteLineAsync(
                $"{outage.Struck.TotalSeconds,7:F1} s  {outage.Kind}: {outage.Target}; healed after {(outage.Healed - outage.Struck).TotalSeconds:F1} s, {(recovered.Recovery is { } took ? $"recovered in {took.TotalSeconds:F1} s" : "NOT RECOVERED")}");
        }
        catch (Exception mishap) when (!cancellation.IsCancellationRequested)
        {
            await NoteAsync(outage.Kind, mishap);
        }
    }

    // An hour is not lost for it: what people were told is checked all the same, and this is told as well.
    Task NoteAsync(string kind, Exception mishap)
    {
        mishaps.Enqueue($"{kind}: {mishap.GetType().Name}: {mishap.Message.Split('\n')[0]}");
        return log.WriteLineAsync($"{history.Now.TotalSeconds,7:F1} s  {kind}: WENT WRONG\n{mishap}");
    }
}
