using CptsReferral.Benchmarks.Contestants;
using CptsReferral.Benchmarks.Measures;

namespace CptsReferral.Benchmarks;

/// <summary>Runs what was ordered, one shape after the other.</summary>
static class Bench
{
    public static async Task<IReadOnlyList<DuelResult>> RunAsync(BenchOrder order, TextWriter log, CancellationToken cancellation)
    {
        var results = new List<DuelResult>();
        if (order.Shapes.Contains("split"))
        {
            await using var ground = new Ground();
            await ground.StartAsync();
            await using var floor = new TheFloor(ground);
            await using var ours = new OursSplit(ground);
            results.Add(await new Duel("split", floor, ours, order, log).RunAsync(cancellation));
        }

        if (order.Shapes.Contains("standalone"))
        {
            await using var floor = new TheFloor(ground: null);
            await using var ours = new OursStandalone();
            results.Add(await new Duel("standalone", floor, ours, order, log).RunAsync(cancellation));
        }

        return results;
    }
}
