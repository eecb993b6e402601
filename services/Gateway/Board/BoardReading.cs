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
        // Bounded by the longest window, not by history; read once for all three.
        var (day, week, month) = (now.AddDays(-1), now.AddDays(-7), now.AddDays(-30));
        var done = await db.Set<Referral>().AsNoTracking()
            .Where(r => r.Lane == lane.Code && r.CompletedUtc > month && r.Status != ReferralStatus.Cancelled && r.Status != ReferralStatus.Redirected)
            .GroupBy(_ => 1)
            .Select(all => new
            {
                Day = all.Count(r => r.CompletedUtc > day),
                DayLate = all.Count(r => r.CompletedUtc > day && r.CompletedLate),
                Week = all.Count(r => r.CompletedUtc > week),
                WeekLate = all.Count(r => r.CompletedUtc > week && r.CompletedLate),
                Month = all.Count(),
                MonthLate = all.Count(r => r.CompletedLate),
            })
            .SingleOrDefaultAsync(cancellation);
        return new BoardLane(
            lane.Code,
            lane.Title,
            counts?.Open ?? 0,
            counts?.Unclaimed ?? 0,
            counts?.AtRisk ?? 0,
            counts?.Breached ?? 0,
            ParisTime.Of(counts?.Oldest),
            InTime(done?.Day, done?.DayLate),
            InTime(done?.Week, done?.WeekLate),
            InTime(done?.Month, done?.MonthLate));
    }

    static ShareInTime InTime(int? done, int? late) => (done, late) is ({ } total and > 0, { } missed)
        ? new ShareInTime(total, total - missed, Math.Round((double)(total - missed) / total, 3))
        : new ShareInTime(0, 0, null);
}
