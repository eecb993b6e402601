using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Retention;

/// <summary>All erasures looked at again, for a command.</summary>
public interface IErasureRecord
{
    /// <param name="found">Is told of each request for which something does not hold, by its reference.</param>
    Task<ErasureVerdict> VerifyAsync(Action<string, ErasureFinding> found, CancellationToken cancellation);
}

/// <summary>What was looked at, and for how much of it something does not hold.</summary>
public sealed record ErasureVerdict(long Erasures, long Findings);

/// <summary>What does not hold.</summary>
public enum ErasureFinding
{
    /// <summary>Content is there of what is said to be erased.</summary>
    ContentLeft,

    /// <summary>The row that says so was changed.</summary>
    RecordAltered,

    /// <summary>Content is gone, and no row says why.</summary>
    RecordMissing,
}

sealed class ErasureRecord(CptsDbContext db, ErasureProofs proofs) : IErasureRecord
{
    const int Batch = 200;

    public async Task<ErasureVerdict> VerifyAsync(Action<string, ErasureFinding> found, CancellationToken cancellation)
    {
        long erasures = 0, findings = 0, last = 0;
        List<Erasure> some;
        do
        {
            some = await db.Set<Erasure>().AsNoTracking().Where(erasure => erasure.Id > last).OrderBy(erasure => erasure.Id).Take(Batch).ToListAsync(cancellation);
            var proof = await proofs.OfAsync(some, cancellation);
            foreach (var erasure in some.Where(erasure => proof[erasure.OriginId] != ErasureProof.Erased))
                Tell(erasure.Reference, proof[erasure.OriginId] == ErasureProof.ContentLeft ? ErasureFinding.ContentLeft : ErasureFinding.RecordAltered);
            erasures += some.Count;
            last = some.Count > 0 ? some[^1].Id : last;
        }
        while (some.Count == Batch);

        await foreach (var reference in proofs.WithoutRecord().Select(r => r.Reference).AsAsyncEnumerable().WithCancellation(cancellation))
            Tell(reference, ErasureFinding.RecordMissing);
        return new ErasureVerdict(erasures, findings);

        void Tell(string reference, ErasureFinding finding)
        {
            findings++;
            found(reference, finding);
        }
    }
}
