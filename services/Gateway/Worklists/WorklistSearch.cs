using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Search;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Worklists;

/// <summary>Finds a patient on a desk's open list.</summary>
sealed class WorklistSearch(Worklist worklist, PatientIndex index, ReferralViews views)
{
    /// <summary>In the order of the list.</summary>
    public async Task<Outcome<ReferralFinds>> FindAsync(string lane, Caller caller, PatientQuery query, CancellationToken cancellation)
    {
        if (!(await worklist.LaneAsync(lane, caller, cancellation)).Succeeded(out _, out var hidden))
            return hidden;
        var rows = await Worklist.InOrder(index.Narrow(worklist.Open(lane), query)).Take(ReferralFinds.Most + 1).ToListAsync(cancellation);
        return await views.FindAsync(rows, query, caller, lane, cancellation);
    }
}
