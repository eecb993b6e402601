using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>How the lanes stand: times and counts, never content.</summary>
static class BoardEndpoints
{
    public static RouteGroupBuilder MapBoard(this RouteGroupBuilder api)
    {
        api.MapGet("/board", ReadAsync)
            .Produces<BoardView>().WithProblems(403)
            .WithName("getBoard").WithSummary("Per lane: open, at risk, breached, oldest, shares in time.");
        return api;
    }

    static async Task<IResult> ReadAsync(Caller caller, CptsDbContext db, LaneCatalogue lanes, TimeProvider time, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        var now = time.GetUtcNow().UtcDateTime;
        var rows = new List<BoardLane>();
        foreach (var lane in await lanes.ListAsync(cancellation))
            rows.Add(await ReadLaneAsync(lane, db, now, cancellation));
        return TypedResults.Ok(new BoardView(ParisTime.Of(now), rows));
    }

    static async Task<BoardLane> ReadLaneAsync(LaneDocument lane, CptsDbContext db, DateTime now, CancellationToken cancellation)
    {
        var open = db.Set<Referral>().AsNoTracking().Where(r => r.Lane == lane.Code && r.CompletedUtc == null);
        var counts = await open.GroupBy(_ => 1).Select(all => new
        {
            Open = all.Count(),
            Unclaimed = all.Count(r => r.HolderId == null),
            AtRisk = all.Count(r => r.DueUtc > now && r.AtRiskUtc <= now),
            Breached = all.Count(r => r.DueUtc <= now),
            Oldest = all.Min(r => (DateTime?)r.SubmittedUtc),
        }).SingleOrDefaultAsync(cancellation);
        return new BoardLane(
            lane.Code,
            lane.Title,
            counts?.Open ?? 0,
            counts?.Unclaimed ?? 0,
            counts?.AtRisk ?? 0,
            counts?.Breached ?? 0,
            ParisTime.Of(counts?.Oldest),
            await InTimeAsync(lane.Code, db, now, TimeSpan.FromDays(1), cancellation),
            await InTimeAsync(lane.Code, db, now, TimeSpan.FromDays(7), cancellation),
            await InTimeAsync(lane.Code, db, now, TimeSpan.FromDays(30), cancellation));
    }

    // Bounded by the window, not by history.
    static async Task<ShareInTime> InTimeAsync(string lane, CptsDbContext db, DateTime now, TimeSpan window, CancellationToken cancellation)
    {
        var from = now - window;
        var done = db.Set<Referral>().AsNoTracking()
            .Where(r => r.Lane == lane && r.CompletedUtc > from && r.Status != ReferralStatus.Cancelled && r.Status != ReferralStatus.Redirected);
        var total = await done.CountAsync(cancellation);
        var late = await done.CountAsync(r => r.CompletedLate, cancellation);
        return new ShareInTime(total, total - late, total == 0 ? null : Math.Round((double)(total - late) / total, 3));
    }
}

/// <summary>The board at one instant.</summary>
sealed record BoardView(DateTimeOffset At, IReadOnlyList<BoardLane> Items);

/// <summary>One lane: what is open now, and the shares completed in time over the last 1, 7 and 30 days.</summary>
sealed record BoardLane(
    string Lane,
    LaneText Title,
    int Open,
    int Unclaimed,
    int AtRisk,
    int Breached,
    DateTimeOffset? Oldest,
    ShareInTime LastDay,
    ShareInTime Last7Days,
    ShareInTime Last30Days);

/// <summary>Completed, of which in time; <paramref name="Share"/> from 0 to 1, null when nothing was completed.</summary>
sealed record ShareInTime(int Completed, int InTime, double? Share);
