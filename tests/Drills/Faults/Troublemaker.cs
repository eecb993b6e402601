using System.Collections.Concurrent;
using CptsReferral.Drills.History;
using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>Follows the plan of faults until its time is over: strikes, lets it last, heals, measures the recovery.</summary>
sealed class Troublemaker(Board board, HistoryBook history, Probe probe, bool overlap, TextWriter log)
{
    readonly ConcurrentQueue<Outage> outages = [];
    readonly ConcurrentQueue<string> mishaps = [];

    /// <summary>What the drill itself could not do, in words: a healing that failed, a stroke that went astray.</summary>
    public IReadOnlyCollection<string> Mishaps => mishaps;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Outage> Outages => [.. outages.OrderBy(outage => outage.Struck)];

    public async Task ActAsync(IEnumerable<PlannedFault> plan, TimeSpan until, CancellationToken cancellation)
    {
        foreach (var planned in plan)
        {
            // Time for the fault itself and for what follows: a fault that has begun is always healed.
            if (history.Now + planned.After + planned.Lasts > until)
                return;
            await Task.Delay(planned.After, TimeProvider.System, cancellation);
            try
            {
                if (await OneAsync(planned, cancellation) is { } outage)
                    outages.Enqueue(outage);
            }
            catch (Exception mishap) when (!cancellation.IsCancellationRequested)
            {
                // An hour is not lost for it: what people were told is checked all the same, and this is told as well.
                mishaps.Enqueue($"{planned.Fault.Kind}: {mishap.GetType().Name}: {mishap.Message.Split('\n')[0]}");
                await log.WriteLineAsync($"{history.Now.TotalSeconds,7:F1} s  {planned.Fault.Kind}: WENT WRONG\n{mishap}");
            }
        }
    }

    async Task<Outage?> OneAsync(PlannedFault planned, CancellationToken cancellation)
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
            // What it would be done by is away because of another one.
            await log.WriteLineAsync($"{struck.TotalSeconds,7:F1} s  {planned.Fault.Kind}: missed");
            return null;
        }

        await Task.Delay(planned.Lasts, TimeProvider.System, cancellation);
        await planned.Fault.HealAsync(board, cancellation);
        var healed = history.Now;
        var recovery = await probe.MeasureAsync(cancellation);
        await log.WriteLineAsync(
            $"{struck.TotalSeconds,7:F1} s  {planned.Fault.Kind}: {target}; healed after {(healed - struck).TotalSeconds:F1} s, {(recovery is { } took ? $"recovered in {took.TotalSeconds:F1} s" : "NOT RECOVERED")}");
        return new Outage(planned.Number, planned.Fault.Kind, target, struck, healed, recovery);
    }
}
