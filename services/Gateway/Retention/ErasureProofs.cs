using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Readings.Seals;
using CptsReferral.Gateway.Search;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Breaches;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Retention;

/// <summary>Looks whether what is said to be erased is. Nothing is believed: the tables are asked again each time.</summary>
sealed class ErasureProofs(CptsDbContext db, ReadingKey key)
{
    static readonly byte[] Nothing = [];

    /// <summary>One proof for each of some erasures.</summary>
    public async Task<IReadOnlyDictionary<Guid, ErasureProof>> OfAsync(IReadOnlyCollection<Erasure> erasures, CancellationToken cancellation)
    {
        var origins = erasures.Select(erasure => erasure.OriginId).ToList();
        var left = await LeftIn(db.Set<Referral>().Where(r => origins.Contains(r.OriginId))).Select(r => r.OriginId).Distinct().ToListAsync(cancellation);
        return erasures.ToDictionary(
            erasure => erasure.OriginId,
            erasure => left.Contains(erasure.OriginId) ? ErasureProof.ContentLeft : key.Made(erasure) ? ErasureProof.Erased : ErasureProof.Unproven);
    }

    /// <summary>Referrals that are said to be erased, and that no erasure knows.</summary>
    public IQueryable<Referral> WithoutRecord() =>
        db.Set<Referral>().AsNoTracking().Where(r => r.ErasedUtc != null && !db.Set<Erasure>().Any(erasure => erasure.OriginId == r.OriginId));

    /// <summary>Those of the referrals about which anything is still said. The key beside content is only what somebody says of it: the bytes count too.</summary>
    IQueryable<Referral> LeftIn(IQueryable<Referral> referrals) => referrals.Where(r =>
        r.ErasedUtc == null
        || r.ContentKey != null || r.Content != Nothing
        || db.Set<ReferralMove>().Any(move => move.ReferralId == r.Id && move.Note != null)
        || db.Set<ReferralAnswer>().Any(answer => answer.ReferralId == r.Id && (answer.ContentKey != null || answer.Content != Nothing))
        || db.Set<Attachment>().Any(file => file.ReferralId == r.Id)
        || db.Set<PatientToken>().Any(token => token.ReferralId == r.Id)
        || db.Set<Breach>().Any(breach => breach.ReferralId == r.Id && breach.CauseWords != null)
        || db.Set<BreakGlassOpening>().Any(opening => opening.ReferralId == r.Id && (opening.Justification != null || opening.ReviewNote != null))
        || db.Set<EscalationStep>().Any(step => step.ReferralId == r.Id && step.HandledWords != null));
}

/// <summary>What speaks for an erasure.</summary>
public enum ErasureProof
{
    /// <summary>Nothing is left, and the gateway wrote the row.</summary>
    Erased,

    /// <summary>Something is there again, or still: it was put back, by a backup or by hand.</summary>
    ContentLeft,

    /// <summary>Nothing is left, and the row is not as the gateway wrote it.</summary>
    Unproven,
}
