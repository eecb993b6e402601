using System.Globalization;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Retention;

/// <summary>What is kept and what was erased, for the data-protection officer: references, dates, how much. Nothing of a patient.</summary>
sealed class RetentionReading(CptsDbContext db, ErasureProofs proofs, IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>What is due waits for the next look at most; more is a fault.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public async Task<Outcome<RetentionView>> StateAsync(Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        var (atHand, archive) = (options.Value.AtHand, options.Value.Archive);
        var late = time.GetUtcNow().UtcDateTime - Grace;
        return new RetentionView(
            atHand.TotalDays,
            archive.TotalDays,
            await db.Set<Referral>().LongCountAsync(r => r.ArchivedUtc != null && r.RestsSinceUtc != null, cancellation),
            await db.Set<Referral>().LongCountAsync(r => r.ErasedUtc != null, cancellation),
            await db.DueForArchive(late - atHand).LongCountAsync(cancellation) + await db.DueForErasure(late - atHand - archive).LongCountAsync(cancellation));
    }

    /// <summary>Newest first.</summary>
    public async Task<Outcome<Page<ErasureView>>> ErasuresAsync(Caller caller, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        if (!Paging.TryRead(cursor, limit, Paging.IsNumber, out var page))
            return Unreadable.Query("cursor");
        var erasures = db.Set<Erasure>().AsNoTracking();
        if (page.After is { } after)
        {
            var number = long.Parse(after, CultureInfo.InvariantCulture);
            erasures = erasures.Where(erasure => erasure.Id < number);
        }

        var rows = await erasures.OrderByDescending(erasure => erasure.Id).Take(page.Limit + 1).ToListAsync(cancellation);
        var proof = await proofs.OfAsync(rows, cancellation);
        return page.Of(
            rows,
            erasure => new ErasureView(
                erasure.Reference, ParisTime.Of(erasure.AtUtc), ParisTime.Of(erasure.RestedSinceUtc), ParisTime.Of(erasure.ArchivedUtc),
                erasure.Referrals, erasure.Answers, erasure.Notes, erasure.Files, erasure.Bytes, proof[erasure.OriginId]),
            erasure => erasure.Id.ToString(CultureInfo.InvariantCulture));
    }
}
