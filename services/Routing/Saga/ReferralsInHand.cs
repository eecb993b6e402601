using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Routing.Saga;

/// <summary>What the sagas that move together read: their referrals, and what was done for them already.</summary>
sealed class ReferralsInHand(DbContext db) : IPreparation<ReferralRoutingState>
{
    readonly Dictionary<Guid, Referral> referrals = [];
    ILookup<Guid, (string Stage, string Kind, DateTime DueUtc)>? proofs;

    public async Task PrepareAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        foreach (var referral in await db.Set<Referral>().AsNoTracking().Where(r => subjects.Contains(r.Id)).ToListAsync(cancellationToken))
            referrals[referral.Id] = referral;
    }

    /// <summary>The referral of a saga, not older than what the saga has seen of it: nobody would tell it again.</summary>
    public async Task<Referral> OfAsync(ReferralRoutingState saga, CancellationToken cancellation)
    {
        if (referrals.TryGetValue(saga.CorrelationId, out var known) && known.Version >= saga.SeenVersion)
            return known;
        return await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == saga.CorrelationId, cancellation)
            ?? throw new InvalidOperationException($"Referral {saga.CorrelationId} has a saga but no row.");
    }

    /// <summary>What was done for a referral; only its saga adds to that.</summary>
    public async Task<HashSet<(string Stage, string Kind, DateTime DueUtc)>> ProofsAsync(Guid referralId, CancellationToken cancellation)
    {
        if (!referrals.ContainsKey(referralId))
            return [.. (await ProofsAsync([referralId], cancellation))[referralId]];
        proofs ??= await ProofsAsync(referrals.Keys, cancellation);
        return [.. proofs[referralId]];
    }

    async Task<ILookup<Guid, (string Stage, string Kind, DateTime DueUtc)>> ProofsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var steps = await db.Set<EscalationStep>().AsNoTracking()
            .Where(step => ids.Contains(step.ReferralId))
            .Select(step => new { step.ReferralId, step.Stage, step.Act, step.DueUtc })
            .ToListAsync(cancellation);
        return steps.ToLookup(step => step.ReferralId, step => (step.Stage, step.Act, step.DueUtc));
    }
}
