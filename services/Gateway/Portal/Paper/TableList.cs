using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Wording;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Worklists;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Paper;

/// <summary>A desk's open requests for the table, for the day on which the switchboard is out of reach. Each is written down as printed.</summary>
sealed class TableList(Worklist worklist, ReferralViews views, TimeWords words)
{
    /// <summary>As many as a desk can work through on paper.</summary>
    public const int Most = 200;

    public async Task<Outcome<TableListContent>> OfAsync(string lane, Caller caller, CancellationToken cancellation)
    {
        if (!(await worklist.LaneAsync(lane, caller, cancellation)).Succeeded(out var document, out var hidden))
            return hidden;
        var rows = await Worklist.InOrder(worklist.Open(lane)).Take(Most + 1).ToListAsync(cancellation);
        var lines = await views.OnPaperAsync([.. rows.Take(Most)], caller, cancellation);
        return new TableListContent(document, words.Now, lines, Cut: rows.Count > Most);
    }
}

/// <param name="At">When it was true.</param>
/// <param name="Cut">Whether there are more than are on it.</param>
sealed record TableListContent(LaneDocument Lane, DateTimeOffset At, IReadOnlyList<PaperLine> Lines, bool Cut);
