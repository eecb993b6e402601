using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>The referrals behind a number of the board: references, times and states, nothing of the patient nor of the question.</summary>
sealed class OpenReferrals(CptsDbContext db, TimeProvider time)
{
    public const string Unclaimed = "unclaimed";
    public const string AtRisk = "at-risk";
    public const string Breached = "breached";
    public const string InTime = "in-time";
    public const string Oldest = "oldest";

    /// <summary>What is open, what is due first on top; paused ones, whose due time is not known, at the end.</summary>
    /// <param name="state">One of the constants; everything open when it is none of them, from the oldest on when it is that one.</param>
    public async Task<Outcome<OpenList>> ListAsync(Caller caller, string? lane, string? state, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (!string.IsNullOrEmpty(lane) && !LaneCatalogue.IsCode(lane))
            return Unreadable.Query("lane");
        var now = time.GetUtcNow().UtcDateTime;
        var open = db.Set<Referral>().AsNoTracking().Where(r => r.CompletedUtc == null);
        // Lane by lane: an index leads from there to what is open.
        open = string.IsNullOrEmpty(lane) ? open.Where(r => db.Set<LaneVersion>().Select(version => version.Code).Contains(r.Lane)) : open.Where(r => r.Lane == lane);
        open = state switch
        {
            Unclaimed => open.Where(r => r.HolderId == null),
            AtRisk => open.Where(r => r.DueUtc > now && r.AtRiskUtc <= now),
            Breached => open.Where(r => r.DueUtc <= now),
            _ => open,
        };
        return await ReadAsync(state == Oldest ? open.OrderBy(r => r.SortKey) : open.OrderBy(r => r.DueUtc == null ? 1 : 0).ThenBy(r => r.DueUtc).ThenBy(r => r.SortKey), cancellation);
    }

    /// <summary>What was completed over the last days, newest first, as the shares of the board count it.</summary>
    /// <param name="state"><see cref="Breached"/>, <see cref="InTime"/>, or both when it is neither.</param>
    public Task<Outcome<OpenList>> ListCompletedAsync(Caller caller, string? lane, int days, string? state, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return ListCompletedAsync(caller, lane, now.AddDays(-Math.Clamp(days, 1, BoardHistory.Days)), now.AddDays(1), state, cancellation);
    }

    /// <summary>What was completed on one day, as the charts of the board count it.</summary>
    public Task<Outcome<OpenList>> ListCompletedAsync(Caller caller, string? lane, DateOnly day, string? state, CancellationToken cancellation) =>
        // From the day's first instant on: the bound itself is left out.
        ListCompletedAsync(caller, lane, BoardHistory.Start(day).AddTicks(-1), BoardHistory.Start(day.AddDays(1)), state, cancellation);

    /// <summary>What was sent at one hour of the day over the days of the charts, newest first.</summary>
    public async Task<Outcome<OpenList>> ListSentAtAsync(Caller caller, int hour, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        var floor = SortKeys.At(BoardHistory.Start(BoardHistory.First(time.GetUtcNow())));
        // No database knows the hours of Paris; the days are few.
        var sent = await db.Set<Referral>().AsNoTracking().Where(r => string.Compare(r.SortKey, floor) >= 0)
            .OrderByDescending(r => r.SortKey).Select(r => new { r.Id, r.SubmittedUtc }).ToListAsync(cancellation);
        var ids = sent.Where(r => ParisTime.Of(r.SubmittedUtc).Hour == hour).Take(Paging.MaxLimit + 1).Select(r => r.Id).ToList();
        return await ReadAsync(db.Set<Referral>().AsNoTracking().Where(r => ids.Contains(r.Id)).OrderByDescending(r => r.SortKey), cancellation);
    }

    async Task<Outcome<OpenList>> ListCompletedAsync(Caller caller, string? lane, DateTime after, DateTime before, string? state, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (!string.IsNullOrEmpty(lane) && !LaneCatalogue.IsCode(lane))
            return Unreadable.Query("lane");
        var done = db.Set<Referral>().AsNoTracking()
            .Where(r => r.CompletedUtc > after && r.CompletedUtc < before && r.Status != ReferralStatus.Cancelled && r.Status != ReferralStatus.Redirected);
        if (!string.IsNullOrEmpty(lane))
            done = done.Where(r => r.Lane == lane);
        if (state is Breached or InTime)
            done = done.Where(r => r.CompletedLate == (state == Breached));
        return await ReadAsync(done.OrderByDescending(r => r.CompletedUtc).ThenBy(r => r.SortKey), cancellation);
    }

    async Task<OpenList> ReadAsync(IQueryable<Referral> referrals, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await referrals.Take(Paging.MaxLimit + 1)
            .Select(r => new { r.Reference, r.Lane, r.Status, r.HolderFunction, r.SubmittedUtc, r.DueUtc, r.AtRiskUtc, r.CompletedUtc, r.CompletedLate })
            .ToListAsync(cancellation);
        return new OpenList(
            [
                .. rows.Take(Paging.MaxLimit).Select(r => new OpenLine(
                    r.Reference, r.Lane, r.Status, r.HolderFunction, ParisTime.Of(r.SubmittedUtc), ParisTime.Of(r.DueUtc), r.DueUtc > now && r.AtRiskUtc <= now,
                    r.CompletedUtc is null ? r.DueUtc <= now : r.CompletedLate, ParisTime.Of(r.CompletedUtc))),
            ],
            rows.Count > Paging.MaxLimit);
    }
}

/// <summary>The first of a list; <paramref name="HasMore"/> when there are more than a person would read.</summary>
public sealed record OpenList(IReadOnlyList<OpenLine> Lines, bool HasMore);

/// <summary>One referral: times and codes, no content.</summary>
public sealed record OpenLine(
    string Reference,
    string Lane,
    ReferralStatus Status,
    string? HolderFunction,
    DateTimeOffset SubmittedAt,
    DateTimeOffset? DueAt,
    bool AtRisk,
    bool Late,
    DateTimeOffset? CompletedAt);
