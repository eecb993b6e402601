using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Worklists;

/// <summary>Takes what is due first of what is free. Colleagues do the same at the same moment: who comes second takes the one after.</summary>
sealed class NextReferral(Worklist worklist, DeskWork desk)
{
    const int Tries = 20;

    static readonly Refusal NothingFree = new NotFound("worklist.nothing-free", "Il n'y a plus de demande libre.", "There is no free request left.");

    /// <summary>The referral, claimed by the caller.</summary>
    public async Task<Outcome<ReferralView>> ClaimAsync(string lane, Caller caller, CancellationToken cancellation)
    {
        if (!(await worklist.ReadAsync(lane, caller, new(WorklistPart.Free), cursor: null, Tries, cancellation)).Succeeded(out var free, out var hidden))
            return hidden;
        foreach (var line in free.Items)
        {
            var claim = await desk.ClaimAsync(line.Id, caller, Precondition.AnyVersion, cancellation);
            if (claim.Refusal is not (HeldByAnother or WrongState or NotFound))
                return claim;
        }

        return NothingFree;
    }
}
