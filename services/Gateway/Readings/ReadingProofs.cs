using CptsReferral.Gateway.Readings.Seals;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings;

/// <summary>What speaks for a single reading. Whether others are gone, only the verification tells.</summary>
sealed class ReadingProofs(ReadingKey key, long before, long upTo)
{
    public static async Task<ReadingProofs> OfAsync(CptsDbContext db, ReadingKey key, CancellationToken cancellation)
    {
        var first = await db.Set<ReadingSeal>().AsNoTracking().OrderBy(seal => seal.Number).FirstOrDefaultAsync(cancellation);
        return new(key, first is null ? long.MaxValue : first.UpTo, (await db.LastSealAsync(cancellation))?.UpTo ?? 0);
    }

    public ReadingProof Of(ContentAccess reading)
    {
        if (reading.Mac is null)
            return reading.Id <= before ? ReadingProof.BeforeSealing : ReadingProof.Unproven;
        if (!key.Made(reading))
            return ReadingProof.Unproven;
        return reading.Id <= upTo ? ReadingProof.Sealed : ReadingProof.NotYetSealed;
    }
}

/// <summary>What speaks for a reading.</summary>
public enum ReadingProof
{
    /// <summary>As the gateway wrote it, and under a seal.</summary>
    Sealed,

    /// <summary>As the gateway wrote it, and too young for a seal.</summary>
    NotYetSealed,

    /// <summary>From before there were seals: it has no MAC of its own.</summary>
    BeforeSealing,

    /// <summary>Not as the gateway wrote it, or written under a key that is no more.</summary>
    Unproven,
}
