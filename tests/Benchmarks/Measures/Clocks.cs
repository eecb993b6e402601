using CptsReferral.Benchmarks.Contestants;
using CptsReferral.Benchmarks.History;
using CptsReferral.Benchmarks.Load;

namespace CptsReferral.Benchmarks.Measures;

/// <summary>A million open clocks: what it costs that ten thousand fall due at once, to look when none is due, and to be there.</summary>
sealed class Clocks(Ground ground, OursSplit ours, BenchOrder order, TextWriter log)
{
    public const int Open = 1_000_000;
    public const int Due = 10_000;
    public const int Claimed = 100_000;

    const string Lane = "ecg";
    const int Looks = 500;

    static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    // What has not rung by then does not ring.
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<ClockTimes> RunAsync(CancellationToken cancellation)
    {
        await using var raw = new RawTimers(ground);
        await raw.StartAsync(Open, cancellation);
        await ours.StartAsync(cancellation);
        await using var people = new People(ours.Address);
        await using var rows = new RowCopies(ours.DatabaseConnection);
        var clocks = new OpenClocks(rows, await people.QueuedAsync(Lane, cancellation));
        var before = await IdleAsync(cancellation);
        await clocks.AddAsync(Open, cancellation);
        var after = await IdleAsync(cancellation);
        await log.WriteLineAsync($"clocks, idle: {before} beside one, {after} beside {Open}");

        // Once for the compiler of the runtime.
        await RingAsync(clocks, rows, cancellation);
        var due = new List<(TimeSpan, TimeSpan)>();
        for (var number = 1; number <= order.Rounds; number++)
        {
            await ours.HoldAsync();
            var claims = await raw.ClaimAsync(Due, cancellation);
            await ours.LetGoAsync();
            due.Add((claims, await RingAsync(clocks, rows, cancellation)));
            await log.WriteLineAsync($"clocks, round {number}: raw claims {due[^1].Item1}, ours {due[^1].Item2}");
        }

        return new ClockTimes((before, after), due, await LooksAsync(rows, cancellation));
    }

    /// <summary>Makes clocks fall due, and returns how long it takes until every saga has acted and stored what comes next.</summary>
    static async Task<TimeSpan> RingAsync(OpenClocks clocks, RowCopies rows, CancellationToken cancellation)
    {
        var (acts, messages) = (await rows.CountAsync("EscalationStep", cancellation), await rows.CountAsync("OutboxMessage", cancellation));
        await clocks.AddDueAsync(Due, cancellation);
        var startedAt = TimeProvider.System.GetTimestamp();
        await ReachesAsync(rows, "EscalationStep", acts + Due, startedAt, cancellation);
        var took = TimeProvider.System.GetElapsedTime(startedAt);
        // What the acts have said is heard before the next round: each clock has its next alarm then, and nothing else is under way.
        await ReachesAsync(rows, "OutboxMessage", messages + Due, startedAt, cancellation);
        return took;
    }

    static async Task ReachesAsync(RowCopies rows, string table, long count, long startedAt, CancellationToken cancellation)
    {
        using var clock = new PeriodicTimer(Pace, TimeProvider.System);
        while (await rows.CountAsync(table, cancellation) is var now && now != count)
        {
            if (TimeProvider.System.GetElapsedTime(startedAt) > Patience)
                throw new InvalidOperationException($"{table} has {now} rows after {Patience.TotalMinutes:F0} minutes, and should have {count}.");
            await clock.WaitForNextTickAsync(cancellation);
        }
    }

    // Nobody else looks meanwhile: what is claimed here is nobody's. A host that was only held could stand in a transaction, for which the server keeps what is dead.
    async Task<(Latency Fresh, Latency Worn)> LooksAsync(RowCopies rows, CancellationToken cancellation)
    {
        foreach (var process in ours.Processes)
            await process.StopAsync();
        await using var journal = new JournalLooks(ours.DatabaseConnection);
        await rows.TidyAsync("OutboxMessage", cancellation);
        var fresh = await journal.LookAsync(Looks, cancellation);
        await journal.ClaimAsync(Claimed, cancellation);
        var worn = await journal.LookAsync(Looks, cancellation);
        await log.WriteLineAsync($"clocks, looks that find nothing: {fresh} on a fresh index, {worn} after {Claimed} claims");
        return (fresh, worn);
    }

    async Task<IdleShare> IdleAsync(CancellationToken cancellation)
    {
        await Stretch.LastAsync(Idle, cancellation);
        var (hosts, database) = (ours.Processor, await ground.Databases.ProcessorAsync());
        await Stretch.LastAsync(Idle, cancellation);
        return new IdleShare((ours.Processor - hosts) / Idle, (await ground.Databases.ProcessorAsync() - database) / Idle);
    }
}

/// <param name="Hosts">All hosts together, as a share of one core.</param>
/// <param name="Database">The database server.</param>
sealed record IdleShare(double Hosts, double Database);

/// <param name="Idle">Beside one open clock, and beside <see cref="Clocks.Open"/>.</param>
/// <param name="Due">Round by round: raw claims; ours, until every saga has acted and stored what comes next.</param>
/// <param name="Look">At the journal, when nothing is due: on a fresh index, and after <see cref="Clocks.Claimed"/> claims.</param>
sealed record ClockTimes((IdleShare Few, IdleShare Many) Idle, IReadOnlyList<(TimeSpan Raw, TimeSpan Ours)> Due, (Latency Fresh, Latency Worn) Look);
