using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>The last thirty days of each lane, day by day, and the hours at which requests come. Reads one window by index: the cost does not grow with history.</summary>
sealed class BoardHistory(CptsDbContext db, LaneCatalogue lanes, TimeProvider time)
{
    public const int Days = 30;

    public async Task<Outcome<BoardPast>> ReadAsync(Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var first = First(time.GetUtcNow());
        var from = Start(first);
        var rows = new List<LanePast>();
        foreach (var lane in await lanes.ListAsync(cancellation))
            rows.Add(new LanePast(lane.Code, await ReadLaneAsync(lane.Code, first, from, cancellation)));
        return new BoardPast(rows, await ReadHoursAsync(from, cancellation));
    }

    /// <summary>The first of the days that end with this one.</summary>
    public static DateOnly First(DateTimeOffset now) => DateOnly.FromDateTime(ParisTime.Of(now.UtcDateTime).DateTime).AddDays(1 - Days);

    /// <summary>The first instant of a day in Paris.</summary>
    public static DateTime Start(DateOnly day) => ParisTime.FromLocal(day.ToDateTime(TimeOnly.MinValue)).UtcDateTime;

    async Task<IReadOnlyList<BoardDay>> ReadLaneAsync(string lane, DateOnly first, DateTime from, CancellationToken cancellation)
    {
        var done = await db.Set<Referral>().AsNoTracking()
            .Where(r => r.Lane == lane && r.CompletedUtc >= from && r.Status != ReferralStatus.Cancelled && r.Status != ReferralStatus.Redirected)
            .Select(r => new { r.CompletedUtc, r.CompletedLate }).ToListAsync(cancellation);
        var days = done.ToLookup(r => DateOnly.FromDateTime(ParisTime.Of(r.CompletedUtc!.Value).DateTime), r => r.CompletedLate);
        return [.. Enumerable.Range(0, Days).Select(first.AddDays).Select(day => new BoardDay(day, days[day].Count(late => !late), days[day].Count(late => late)))];
    }

    // Ids are made in the order of time, so that the key is an index of it.
    async Task<IReadOnlyList<int>> ReadHoursAsync(DateTime from, CancellationToken cancellation)
    {
        var floor = SortKeys.At(from);
        var submitted = await db.Set<Referral>().AsNoTracking().Where(r => string.Compare(r.SortKey, floor) >= 0).Select(r => r.SubmittedUtc).ToListAsync(cancellation);
        var hours = new int[24];
        foreach (var at in submitted)
            hours[ParisTime.Of(at).Hour]++;
        return hours;
    }
}

/// <summary>What the board's charts show.</summary>
/// <param name="Hours">Requests by the hour of the day at which they were sent, from midnight.</param>
sealed record BoardPast(IReadOnlyList<LanePast> Lanes, IReadOnlyList<int> Hours);

/// <summary>The days of one lane, oldest first.</summary>
sealed record LanePast(string Lane, IReadOnlyList<BoardDay> Days);

/// <summary>What was completed on one day.</summary>
public sealed record BoardDay(DateOnly Day, int InTime, int Late);
