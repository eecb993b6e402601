using CptsReferral.Benchmarks.Contestants;
using CptsReferral.Benchmarks.Load;

namespace CptsReferral.Benchmarks.Measures;

/// <summary>Two contestants in turns, on the same machine within the same minutes: what is compared is their ratio, round by round.</summary>
sealed class Duel(string shape, Contestant floor, Contestant ours, BenchOrder order, TextWriter log)
{
    // The compiler of the runtime takes thousands of requests until it has made its last version of what is hot.
    const int WarmUpRequests = 20_000;

    public async Task<DuelResult> RunAsync(CancellationToken cancellation)
    {
        await log.WriteLineAsync($"{shape}: starting");
        await floor.StartAsync(cancellation);
        await ours.StartAsync(cancellation);
        foreach (var contestant in (Contestant[])[floor, ours])
        {
            var warm = await AloneAsync(contestant, () => FlatOut.RunAsync(contestant, order.WarmUp, cancellation, WarmUpRequests));
            await log.WriteLineAsync($"{shape}, warming up, {contestant.Name}: {warm.Accepts:F0} accepts/s");
        }

        var rounds = new List<(Round Floor, Round Ours)>();
        for (var number = 1; number <= order.Rounds; number++)
            rounds.Add((await RoundAsync(floor, number, cancellation), await RoundAsync(ours, number, cancellation)));
        return new DuelResult(shape, rounds);
    }

    async Task<Round> RoundAsync(Contestant contestant, int number, CancellationToken cancellation)
    {
        var round = await AloneAsync(contestant, async () =>
        {
            var flatOut = await FlatOut.RunAsync(contestant, order.FlatOut, cancellation);
            var atRate = new List<OpenLoopResult>();
            foreach (var rate in order.Rates)
            {
                await OpenLoop.SettleAsync(contestant, cancellation);
                atRate.Add(await OpenLoop.RunAsync(contestant, rate, order.AtRate, cancellation));
            }

            return new Round(flatOut, atRate);
        });
        var rates = string.Join("; ", round.AtRate.Select(at => $"at {at.Rate}/s {at.EndToEnd.P50:F1} / {at.EndToEnd.P99:F1} ms, {at.Missing} missing"));
        await log.WriteLineAsync(
            $"{shape}, round {number}, {contestant.Name}: {round.FlatOut.Accepts:F0} accepts/s, {round.FlatOut.Flows:F0} flows/s, drain {round.FlatOut.Drain.TotalSeconds:F1} s, {round.FlatOut.Refused} refused; {rates}");
        return round;
    }

    // The other one stands still: what it does while nobody asks anything is not to be paid by this one.
    async Task<T> AloneAsync<T>(Contestant contestant, Func<Task<T>> measure)
    {
        var other = contestant == floor ? ours : floor;
        await other.HoldAsync();
        try
        {
            return await measure();
        }
        finally
        {
            await other.LetGoAsync();
        }
    }
}

/// <param name="Shape">split or standalone.</param>
/// <param name="Rounds">In the order in which they were measured.</param>
sealed record DuelResult(string Shape, IReadOnlyList<(Round Floor, Round Ours)> Rounds);
