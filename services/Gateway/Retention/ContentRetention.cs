using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Retention;

/// <summary>Puts into the archive, and erases, what has rested as long as the periods say; some requests at a time, in any number of processes at once.</summary>
sealed class ContentRetention(CptsDbContext db, Eraser eraser, IOptions<RetentionOptions> options, TimeProvider time)
{
    const int Batch = 50;

    /// <returns>Requests that left the daily work.</returns>
    public async Task<int> ArchiveAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var restsSince = now - options.Value.AtHand;
        var archived = 0;
        foreach (var origin in await db.DueForArchive(restsSince).OrderBy(r => r.RestsSinceUtc).Take(Batch).Select(r => r.Id).ToListAsync(cancellation))
        {
            // Whoever makes a move at this moment loses to it, or it to them: what moves does not rest.
            var left = await db.Set<Referral>()
                .Where(r => r.OriginId == origin && r.ArchivedUtc == null)
                .Where(r => !db.Set<Referral>().Any(one => one.OriginId == origin && (one.RestsSinceUtc == null || one.RestsSinceUtc > restsSince)))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.ArchivedUtc, now), cancellation);
            archived += left > 0 ? 1 : 0;
        }

        return archived;
    }

    /// <returns>Requests whose content was erased.</returns>
    public async Task<int> EraseAsync(CancellationToken cancellation)
    {
        var restsSince = time.GetUtcNow().UtcDateTime - options.Value.AtHand - options.Value.Archive;
        var erased = 0;
        foreach (var origin in await db.DueForErasure(restsSince).OrderBy(r => r.RestsSinceUtc).Take(Batch).ToListAsync(cancellation))
            erased += await eraser.EraseAsync(origin, cancellation) ? 1 : 0;
        if (erased > 0)
            await db.Database.EmptyLogAsync(cancellation);
        return erased;
    }

    /// <summary>Files that were uploaded, and that no request ever named.</summary>
    /// <returns>How many were erased.</returns>
    public async Task<int> EraseUnsentAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - options.Value.Unsent;
        var unsent = await db.Set<Attachment>().Where(file => file.ReferralId == null && file.UploadedUtc < before)
            .OrderBy(file => file.UploadedUtc).Take(Batch).Select(file => file.Id).ToListAsync(cancellation);
        if (unsent.Count == 0)
            return 0;
        // The row first: a request that names it now no longer finds it, or has it already.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var gone = await db.Set<Attachment>().Where(file => unsent.Contains(file.Id) && file.ReferralId == null).ExecuteDeleteAsync(cancellation);
        await db.Set<AttachmentContent>().Where(bytes => unsent.Contains(bytes.AttachmentId) && !db.Set<Attachment>().Any(file => file.Id == bytes.AttachmentId)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return gone;
    }
}
