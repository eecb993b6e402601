using CptsReferral.Benchmarks.Contestants;
using CptsReferral.Benchmarks.Measures;
using CptsReferral.Benchmarks.Reporting;

namespace CptsReferral.Benchmarks;

/// <summary>Runs what was ordered, one measure after the other.</summary>
static class Bench
{
    public static async Task<IReadOnlyList<Table>> RunAsync(BenchOrder order, TextWriter log, CancellationToken cancellation)
    {
        var results = new List<Table>();
        if (order.Measures.Contains("split"))
        {
            await using var ground = new Ground();
            await ground.StartAsync();
            await using var floor = new TheFloor(ground);
            await using var ours = new OursSplit(ground);
            results.Add(Tables.Of(order, await new Duel("split", floor, ours, order, log).RunAsync(cancellation)));
        }

        if (order.Measures.Contains("standalone"))
        {
            await using var floor = new TheFloor(ground: null);
            await using var ours = new OursStandalone();
            results.Add(Tables.Of(order, await new Duel("standalone", floor, ours, order, log).RunAsync(cancellation)));
        }

        if (order.Measures.Contains("pages"))
        {
            await using var ground = new Ground();
            await ground.StartAsync();
            await using var ours = new OursSplit(ground);
            results.Add(Tables.Of(await new Pages(ours, order, log).RunAsync(cancellation)));
        }

        if (order.Measures.Contains("clocks"))
        {
            await using var ground = new Ground();
            await ground.StartAsync();
            await using var ours = new OursSplit(ground);
            results.AddRange(Tables.Of(await new Clocks(ground, ours, order, log).RunAsync(cancellation)));
        }

        if (order.Measures.Contains("rest"))
        {
            await using var empty = new EmptyApi();
            await using var ours = new OursStandalone();
            results.Add(Tables.Of(await new AtRest(empty, ours, order, log).RunAsync(cancellation)));
        }

        return results;
    }
}
