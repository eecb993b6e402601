using CptsReferral.Drills.Checking;
using CptsReferral.Drills.Faults;
using CptsReferral.Drills.History;
using CptsReferral.Drills.Load;
using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills;

/// <summary>One drill from beginning to end: a switchboard, people, trouble, rest, and the check.</summary>
static class Drill
{
    /// <summary>What stories get to come to their end after the last fault.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    const int FaultsShown = 20;

    public static async Task<DrillResult> RunAsync(DrillOrder order, TextWriter log, CancellationToken cancellation)
    {
        await using var board = await Board.StartAsync(order.Shape, cancellation);
        using var cast = await Cast.EnlistAsync(board.Switchboard, board.Webhook.Url, cancellation);

        var history = new HistoryBook(TimeProvider.System);
        var calls = new RecordedCalls(history);
        // Words of this drill are found in nothing else.
        var seal = $"x{order.Seed}";
        var crowd = new Crowd(order.Seed, cast, calls, seal);
        var plans = FaultPlan.Of(order);
        IReadOnlyList<PlannedFault> shown = [.. plans.SelectMany(plan => plan.Take(FaultsShown))];
        await log.WriteLineAsync($"{order.Shape}, {order.Seconds} s, seed {order.Seed}. The plan of faults:");
        foreach (var fault in shown)
            await log.WriteLineAsync($"  {fault}");
        foreach (var fault in shown.DistinctBy(fault => fault.Fault))
            await fault.Fault.PrepareAsync(board, cancellation);

        var probe = new Probe(cast, calls, history, seal);
        var troublemaker = new Troublemaker(board, history, probe, order.Overlap, log);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var until = history.Now + TimeSpan.FromSeconds(order.Seconds);
        var acting = crowd.ActAsync(order.People, over.Token);
        await Task.WhenAll(plans.Select(plan => troublemaker.ActAsync(plan, until, cancellation)));
        if (until - history.Now is { Ticks: > 0 } left)
            await Task.Delay(left, TimeProvider.System, cancellation);
        crowd.BeginsNoMore();
        over.CancelAfter(Grace);
        await acting;
        var works = await probe.MeasureAsync(cancellation) is not null;

        return await CheckAsync(order, shown, board, cast, calls, history, crowd, troublemaker, works, log, cancellation);
    }

    static async Task<DrillResult> CheckAsync(
        DrillOrder order, IReadOnlyList<PlannedFault> plan, Board board, Cast cast, RecordedCalls calls, HistoryBook history, Crowd crowd, Troublemaker troublemaker, bool works, TextWriter log, CancellationToken cancellation)
    {
        var reader = new EvidenceReader(board, cast, calls, TimeProvider.System);
        var stopped = history.Now;
        var unfinished = await reader.ComesToRestAsync(cancellation);
        var rest = history.Now - stopped;
        await log.WriteLineAsync($"{history.Now.TotalSeconds,7:F1} s  at rest after {rest.TotalSeconds:F1} s; looking");
        var evidence = await reader.ReadAsync(unfinished, troublemaker.Outages.Count(outage => outage.Kind == "poison"), cancellation);
        IReadOnlyList<Violation> violations =
        [
            .. Checker.Check(new Case(history.Operations, evidence)),
            .. troublemaker.Mishaps.Select(mishap => new Violation("The drill does what it plans", null, mishap, [])),
            // While others go on, nobody can say which one it is that is not over.
            .. works ? [] : (Violation[])[new Violation("All works again after a fault", null, "after the last one had healed no request reached its desk", [])],
            .. troublemaker.Outages.Where(outage => outage.Recovery is null && !order.Overlap).Select(outage => new Violation("All works again after a fault", null, $"after {outage.Kind} ({outage.Target}) no request reached its desk", [])),
        ];
        return new DrillResult(order, plan, history.Operations, crowd.Stories, troublemaker.Outages, evidence, rest, violations);
    }
}
