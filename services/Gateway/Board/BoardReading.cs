using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>How the lanes stand: times and counts, never content.</summary>
sealed class BoardReading(CptsDbContext db, LaneCatalogue lanes, TimeProvider time)
{
    public async Task<Outcome<BoardView>> ReadAsync(Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var now = time.GetUtcNow().UtcDateTime;
        var rows = new List<BoardLane>();
        foreach (var lane in await lanes.ListAsync(cancellation))
            rows.Add(await ReadLaneAsync(lane, now, cancellation));
        return new BoardView(ParisTime.Of(now), rows);
    }

    async Task<BoardLane> ReadLaneAsync(LaneDocument lane, DateTime now, CancellationToken cancellation)
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
            await InTimeAsync(lane.Code, now, TimeSpan.FromDays(1), cancellation),
            await InTimeAsync(lane.Code, now, TimeSpan.FromDays(7), cancellation),
            await InTimeAsync(lane.Code, now, TimeSpan.FromDays(30), cancellation));
    }

    // Bounded by the window, not by history.
    async Task<ShareInTime> InTimeAsync(string lane, DateTime now, TimeSpan window, CancellationToken cancellation)
    {
        var from = now - window;
        var done = db.Set<Referral>().AsNoTracking()
            .Where(r => r.Lane == lane && r.CompletedUtc > from && r.Status != ReferralStatus.Cancelled && r.Status != ReferralStatus.Redirected);
        var total = await done.CountAsync(cancellation);
        var late = await done.CountAsync(r => r.CompletedLate, cancellation);
        return new ShareInTime(total, total - late, total == 0 ? null : Math.Round((double)(total - late) / total, 3));
    }
}
