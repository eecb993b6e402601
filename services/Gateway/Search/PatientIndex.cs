using CptsReferral.Gateway.Sealing;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Search;

/// <summary>Finds referrals by their patient without storing who that is: a table of keyed hashes.</summary>
sealed class PatientIndex(CptsDbContext db, SearchKey key)
{
    const int Batch = 100;

    /// <summary>Indexes a referral that is about to be stored, in the same transaction.</summary>
    public void Add(Guid referral, PatientIdentity patient) => db.AddRange(Tokens(referral, patient));

    /// <summary>The rows that may be about the patient; none when there is nothing to look for.</summary>
    public IQueryable<Referral> Narrow(IQueryable<Referral> rows, PatientQuery query)
    {
        var traits = query.Traits();
        var reference = query.Reference;
        if (traits.Count == 0)
            return rows.Where(r => r.Reference == reference);
        IQueryable<Guid>? found = null;
        foreach (var token in traits.Select(Token))
        {
            var having = db.Set<PatientToken>().Where(t => t.Token == token).Select(t => t.ReferralId);
            found = found is null ? having : found.Where(id => having.Contains(id));
        }

        return rows.Where(r => r.Reference == reference || found!.Contains(r.OriginId));
    }

    /// <summary>Indexes what is not yet: from before there was an index, or under another key.</summary>
    public async Task CompleteAsync(IContentSeal seal, CancellationToken cancellation)
    {
        var current = key.Id;
        var unreadable = 0;
        List<Referral> referrals;
        do
        {
            referrals = await db.Set<Referral>().AsNoTracking()
                .Where(r => r.OriginId == r.Id && r.ErasedUtc == null && !db.Set<PatientToken>().Any(t => t.ReferralId == r.Id && t.Key == current))
                .OrderBy(r => r.SortKey).Skip(unreadable).Take(Batch).ToListAsync(cancellation);
            foreach (var referral in referrals)
            {
                if (!await TryAddAsync(referral, seal, cancellation))
                    unreadable++;
            }
        }
        while (referrals.Count > 0);
        await db.Set<PatientToken>().Where(t => t.Key != current).ExecuteDeleteAsync(cancellation);
    }

    async Task<bool> TryAddAsync(Referral referral, IContentSeal seal, CancellationToken cancellation)
    {
        try
        {
            Add(referral.Id, seal.OpenJson<RequestContent>(referral.Content, ContentPlace.Request(referral.OriginId)).Patient);
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (SealedContentException)
        {
            // Whoever seals again tells of it.
            return false;
        }
        catch (DbUpdateException twin) when (twin.IsUniqueViolation())
        {
            // Another process is at the same.
            return true;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    IEnumerable<PatientToken> Tokens(Guid referral, PatientIdentity patient)
    {
        var current = key.Id;
        return PatientTraits.Of(patient).Select(Token).Distinct().Select(token => new PatientToken { Token = token, ReferralId = referral, Key = current });
    }

    long Token(Trait trait) => key.Token(trait.Kind, trait.Value);
}
