using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Worklists;

/// <summary>Takes what is due first of what is free. Colleagues do the same at the same moment: who comes second takes the one after.</summary>
sealed class NextReferral(Worklist worklist, DeskWork desk)
{
    const int Tries = 20;

    static readonly Refusal NothingFree = new NotFound("worklist.nothing-free", "Il n'y a plus de demande libre.", "There is no free request left.");

    /// <summary>How many are left to take.</summary>
    public Task<int> FreeAsync(string lane, CancellationToken cancellation) => worklist.Open(lane).CountAsync(r => r.HolderId == null, cancellation);

    /// <summary>The referral, claimed by the caller.</summary>
    public async Task<Outcome<ReferralView>> ClaimAsync(string lane, Caller caller, CancellationToken cancellation)
    {
        if (!(await worklist.LaneAsync(lane, caller, cancellation)).Succeeded(out _, out var hidden))
            return hidden;
        // Ids only: nothing of those that somebody else takes is read.
        var free = await Worklist.InOrder(worklist.Open(lane).Where(r => r.HolderId == null)).Select(r => r.Id).Take(Tries).ToListAsync(cancellation);
        foreach (var id in free)
        {
            var claim = await desk.ClaimAsync(id, caller, Precondition.AnyVersion, cancellation);
            if (claim.Refusal is not (HeldByAnother or WrongState or NotFound))
                return claim;
        }

        return NothingFree;
    }
}
