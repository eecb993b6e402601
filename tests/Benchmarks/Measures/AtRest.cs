using CptsReferral.Benchmarks.Contestants;
using CptsReferral.Benchmarks.Load;

namespace CptsReferral.Benchmarks.Measures;

/// <summary>What it costs to start and to be there: the embedded switchboard beside a web program that does nothing, in turns.</summary>
sealed class AtRest(Contestant empty, Contestant ours, BenchOrder order, TextWriter log)
{
    // What a start leaves to be done is over by then.
    static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    public async Task<IReadOnlyList<(Rest Empty, Rest Ours)>> RunAsync(CancellationToken cancellation)
    {
        await empty.StartAsync(cancellation);
        await ours.StartAsync(cancellation);
        var rounds = new List<(Rest, Rest)>();
        for (var number = 1; number <= order.Rounds; number++)
        {
            rounds.Add((await OneAsync(empty, cancellation), await OneAsync(ours, cancellation)));
            await log.WriteLineAsync($"at rest, round {number}: {rounds[^1]}");
        }

        return rounds;
    }

    async Task<Rest> OneAsync(Contestant contestant, CancellationToken cancellation)
    {
        var other = contestant == empty ? ours : empty;
        await other.HoldAsync();
        try
        {
            var start = await contestant.StartColdAsync(Bodies.Of(0), cancellation);
            var memory = contestant.Processes.Sum(process => process.Uses().Memory);
            await Stretch.LastAsync(Settling, cancellation);
            var before = contestant.Processor;
            await Stretch.LastAsync(Idle, cancellation);
            return new Rest(start, memory, (contestant.Processor - before) / Idle);
        }
        finally
        {
            await other.LetGoAsync();
        }
    }
}

/// <param name="Start">From the order to start until the first request was acknowledged.</param>
/// <param name="Memory">At that moment, in bytes.</param>
/// <param name="Idle">The share of one core that it uses while nobody asks anything.</param>
sealed record Rest(TimeSpan Start, long Memory, double Idle);
