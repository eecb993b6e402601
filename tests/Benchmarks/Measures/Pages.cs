using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Benchmarks.Contestants;
using CptsReferral.Benchmarks.History;
using CptsReferral.Benchmarks.Load;
using CptsReferral.Support.Api;

namespace CptsReferral.Benchmarks.Measures;

/// <summary>The same pages and claims beside few and beside many past requests: what is over must cost nothing.</summary>
sealed class Pages(OursSplit ours, BenchOrder order, TextWriter log)
{
    public const int Few = 1_000;
    public const int Many = 1_000_000;

    const string Lane = "cardiology";
    const int Looks = 1_000;
    const int Claims = 100;

    public async Task<IReadOnlyList<(PageTimes Few, PageTimes Many)>> RunAsync(CancellationToken cancellation)
    {
        await ours.StartAsync(cancellation);
        await using var people = new People(ours.Address);
        var past = new PastRequests(ours.DatabaseConnection, await ClosedAsync(people, cancellation));
        // Claimed one after the other: as many for each round of both sizes, and as many before.
        await FlatOut.RunAsync(ours, order.WarmUp, cancellation, most: Claims * ((2 * order.Rounds) + 1));

        await past.ReachAsync(Few, cancellation);
        await RoundAsync(people, cancellation);
        var few = await RoundsAsync(people, Few, cancellation);
        await past.ReachAsync(Many, cancellation);
        var many = await RoundsAsync(people, Many, cancellation);
        return [.. few.Zip(many)];
    }

    static async Task<Guid> ClosedAsync(People people, CancellationToken cancellation)
    {
        var id = await people.AnsweredAsync(Lane, cancellation);
        await people.ReachesAsync(id, "delivered", cancellation);
        await DoneAsync(people.Gp.DoesAsync("open", id, cancellation));
        await DoneAsync(people.Gp.DoesAsync("close", id, new JsonObject { ["impact"] = "none" }, cancellation));
        return id;
    }

    async Task<List<PageTimes>> RoundsAsync(People people, int past, CancellationToken cancellation)
    {
        var rounds = new List<PageTimes>();
        for (var number = 1; number <= order.Rounds; number++)
        {
            rounds.Add(await RoundAsync(people, cancellation));
            await log.WriteLineAsync($"pages beside {past} past requests, round {number}: {rounds[^1]}");
        }

        return rounds;
    }

    static async Task<PageTimes> RoundAsync(People people, CancellationToken cancellation) => new(
        await LooksAsync(people.Cardiologist, $"/api/worklists/{Lane}", cancellation),
        await LooksAsync(people.Gp, "/api/referrals", cancellation),
        await LooksAsync(people.Coordinator, "/api/board", cancellation),
        await ClaimsAsync(people.Cardiologist, cancellation));

    static async Task<Latency> LooksAsync(Persona who, string page, CancellationToken cancellation)
    {
        var took = new List<double>(Looks);
        while (took.Count < Looks)
            took.Add(await TimeAsync(() => who.GetsAsync(page, cancellation)));
        return Latency.Of(took);
    }

    // What was claimed stays on the list, so that those of later rounds stand on later pages.
    static async Task<Latency> ClaimsAsync(Persona who, CancellationToken cancellation)
    {
        var took = new List<double>(Claims);
        var page = $"/api/worklists/{Lane}?limit={Claims}";
        for (var next = page; next is not null && took.Count < Claims;)
        {
            var list = (await who.GetsAsync(next, cancellation)).Json;
            foreach (var line in list.GetProperty("items").EnumerateArray().Where(line => line.GetProperty("status").GetString() == "queued").Take(Claims - took.Count))
                took.Add(await TimeAsync(() => who.DoesAsync("claim", line.GetProperty("id").GetGuid(), cancellation)));
            next = list.GetProperty("next").GetString() is { } cursor ? $"{page}&cursor={Uri.EscapeDataString(cursor)}" : null;
        }

        return Latency.Of(took);
    }

    static async Task<double> TimeAsync(Func<Task<Reply>> ask)
    {
        var startedAt = Stopwatch.GetTimestamp();
        await DoneAsync(ask());
        return Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
    }

    static async Task DoneAsync(Task<Reply> asking)
    {
        if (await asking is { Status: not HttpStatusCode.OK } reply)
            throw new InvalidOperationException($"Not done: {reply.Status} {reply.Code}");
    }
}

/// <param name="Worklist">A desk's list, first page.</param>
/// <param name="Own">The requester's own list, first page.</param>
/// <param name="Board">The coordinator's board.</param>
/// <param name="Claim">One claim.</param>
sealed record PageTimes(Latency Worklist, Latency Own, Latency Board, Latency Claim);
