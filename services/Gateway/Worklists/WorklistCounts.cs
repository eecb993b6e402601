using CptsReferral.Gateway.Callers;
using CptsReferral.Referrals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Worklists;

/// <summary>How many referrals are in each part of a worklist.</summary>
sealed record WorklistCounts(int All, int Free, int Mine, int Pressing, int Waiting)
{
    /// <summary>Of a worklist that the caller may see.</summary>
    public static async Task<WorklistCounts> OfAsync(IQueryable<Referral> open, Caller caller, DateTime nowUtc, CancellationToken cancellation)
    {
        var rows = await open
            .GroupBy(r => new
            {
                Free = r.HolderId == null,
                Mine = r.HolderId == caller.PersonId,
                Pressing = r.DueUtc <= nowUtc || r.AtRiskUtc <= nowUtc,
                Waiting = r.Status == ReferralStatus.AwaitingInformation,
            })
            .Select(part => new { part.Key, Count = part.Count() })
            .ToListAsync(cancellation);
        return new WorklistCounts(
            rows.Sum(row => row.Count),
            rows.Where(row => row.Key.Free).Sum(row => row.Count),
            rows.Where(row => row.Key.Mine).Sum(row => row.Count),
            rows.Where(row => row.Key.Pressing).Sum(row => row.Count),
            rows.Where(row => row.Key.Waiting).Sum(row => row.Count));
    }

    public int Of(WorklistPart part) => part switch
    {
        WorklistPart.Free => Free,
        WorklistPart.Mine => Mine,
        WorklistPart.Pressing => Pressing,
        WorklistPart.Waiting => Waiting,
        _ => All,
    };
}
