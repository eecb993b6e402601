using CptsReferral.Fuzz.Checking;
using CptsReferral.Fuzz.Checking.Rules;
using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Scene;
using CptsReferral.Fuzz.Wire;
using CptsReferral.Support.Api;

namespace CptsReferral.Fuzz;

/// <summary>One run from beginning to end: a switchboard, requests, and the check.</summary>
sealed class FuzzRun
{
    /// <summary>No reply takes as long on any machine; what takes longer hangs.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    const int Progress = 5_000;

    // A request for help is with its desk within seconds; each round takes a part of one.
    const int Rounds = 300;

    readonly FuzzOrder order;
    readonly Playground playground;
    readonly Generator generator;
    readonly Ledger ledger = new();
    readonly List<MemorySample> memory = [];
    readonly IReadOnlyList<IReplyRule> rules;
    readonly TextWriter log;
    int next;

    FuzzRun(FuzzOrder order, Playground playground, TextWriter log)
    {
        (this.order, this.playground, this.log) = (order, playground, TextWriter.Synchronized(log));
        generator = new Generator(order.Seed, playground.Stock);
        rules = [new NothingFails(), new NothingHangs(Patience), new ErrorsAreProblems(), new NothingIsRepeated(generator.Prefix), new RepliesAreDocumented(), new FilesAreInert()];
    }

    public static async Task<FuzzResult> RunAsync(FuzzOrder order, TextWriter log, CancellationToken cancellation)
    {
        await using var ready = await Playground.PrepareAsync(order.Database, cancellation);
        return await new FuzzRun(order, ready, log).RunAsync(cancellation);
    }

    async Task<FuzzResult> RunAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ApiOperation> operations = [.. playground.Stock.Description.Operations, .. PortalOperations.All];
        foreach (var unknown in operations.Where(one => !Ways.Knows(one.Id)))
            ledger.Add(new Violation("Every operation of the description is called", $"it is not known how to reach {unknown}"));

        var before = await RowIds.ReadAsync(playground.Switchboard.Database, cancellation);
        await log.WriteLineAsync($"{order.Requests} requests, {order.Parallel} at once, seed {order.Seed}");
        var startedAt = TimeProvider.System.GetTimestamp();
        await SampleAsync(0, cancellation);
        await Task.WhenAll(Enumerable.Range(0, order.Parallel).Select(_ => WorkAsync(startedAt, cancellation)));
        await CatchUpAsync(operations, cancellation);
        var took = TimeProvider.System.GetElapsedTime(startedAt);
        await SampleAsync(order.Requests, cancellation);
        await log.WriteLineAsync($"{took.TotalSeconds,7:F1} s  all answered; looking");

        var called = ledger.Counts.Keys.Select(count => count.Operation).ToHashSet(StringComparer.Ordinal);
        foreach (var forgotten in operations.Where(one => !called.Contains(one.Id)))
            ledger.Add(new Violation("Every operation of the description is called", $"{forgotten} never was"));
        var after = await new AfterTheRun(playground, ledger, generator.Prefix).CheckAsync(before, memory, cancellation);
        return new FuzzResult(order, operations, ledger, memory, took, [.. ledger.Violations, .. after]);
    }

    async Task WorkAsync(long startedAt, CancellationToken cancellation)
    {
        await using var line = new Line(playground.Switchboard.Address, Patience);
        while (Interlocked.Increment(ref next) is var number && number <= order.Requests)
        {
            await OneAsync(line, generator.Make(number), cancellation);
            if (number % MemoryRule.Between(order.Requests) == 0 && number < order.Requests)
                await SampleAsync(number, cancellation);
            if (number % Progress == 0)
                await log.WriteLineAsync($"{TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds,7:F1} s  {number} requests, {ledger.Violations.Count} violations");
        }
    }

    /// <summary>What chance left out in a short run, until it was called, and whatever writes has succeeded once.</summary>
    async Task CatchUpAsync(IReadOnlyList<ApiOperation> operations, CancellationToken cancellation)
    {
        await using var line = new Line(playground.Switchboard.Address, Patience);
        for (var round = 0; round < Rounds; round++)
        {
            var missing = operations.Where(operation => Ways.Knows(operation.Id) && !ledger.Counts.Keys.Any(count => count.Operation == operation.Id && IsEnough(operation, count.Status))).ToList();
            if (missing.Count == 0)
                return;
            foreach (var operation in missing)
                await OneAsync(line, generator.Make(Interlocked.Increment(ref next), operation), cancellation);
        }
    }

    static bool IsEnough(ApiOperation operation, int status) => !operation.Writes || Ways.NeverSucceeds == operation.Id || status is >= 200 and < 300;

    async Task OneAsync(Line line, Attempt attempt, CancellationToken cancellation)
    {
        var draft = attempt.Draft;
        var credentials = await playground.Credentials.OfAsync(draft, cancellation);
        var bytes = attempt.OnTheWire(playground.Switchboard.Address.Authority, credentials);
        var answer = await line.SendAsync(bytes, draft.Method, draft.Framing is Framing.Half or Framing.Raw, cancellation);
        ledger.Add(attempt, answer);
        foreach (var rule in rules)
        {
            if (rule.Check(attempt, answer) is not { } wrong)
                continue;
            var violation = new Violation(rule.Promise, wrong, $"{attempt}, {attempt.Draft.Method} {attempt.Target[..Math.Min(attempt.Target.Length, 120)]}");
            // At once: a long run need not be waited for to know.
            if (ledger.Add(violation))
                await log.WriteLineAsync(violation.ToString());
        }

        playground.Stock.LearnFrom(attempt, answer);
    }

    async Task SampleAsync(int requests, CancellationToken cancellation)
    {
        using var stranger = new Stranger(playground.Switchboard.Address);
        var sample = MemorySample.Read(requests, (await stranger.GetsAsync("/metrics", cancellation)).Text);
        lock (memory)
            memory.Add(sample);
    }
}
