using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Readings.Seals;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Search;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Breaches;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Retention;

/// <summary>Erases everything that was said about a patient in a request and in what it was redirected to, in one transaction with the row that says so.
/// Rows of referrals, moves and answers stay without their content: figures are counted from them.</summary>
sealed class Eraser(CptsDbContext db, ReadingKey key, TimeProvider time)
{
    static readonly byte[] Nothing = [];

    /// <param name="origin">First of a chain that rests in the archive.</param>
    /// <returns>False when another process was first.</returns>
    public async Task<bool> EraseAsync(Referral origin, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        // What rests in the archive grows no more.
        var chain = await db.Set<Referral>().Where(r => r.OriginId == origin.Id).Select(r => new { r.Id, r.LastMoveUtc }).ToListAsync(cancellation);
        var ids = chain.ConvertAll(one => one.Id);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var referrals = await db.Set<Referral>().Where(r => r.OriginId == origin.Id && r.ArchivedUtc != null && r.ErasedUtc == null).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.ErasedUtc, now).SetProperty(r => r.RestsSinceUtc, (DateTime?)null).SetProperty(r => r.Content, Nothing).SetProperty(r => r.ContentKey, (Guid?)null),
            cancellation);
        if (referrals != ids.Count)
            return false;

        var files = db.Set<Attachment>().Where(file => ids.Contains(file.ReferralId!.Value));
        var bytes = await files.SumAsync(file => file.Size, cancellation);
        var erasure = new Erasure
        {
            OriginId = origin.Id,
            Reference = origin.Reference,
            AtUtc = now,
            RestedSinceUtc = chain.Max(one => one.LastMoveUtc),
            ArchivedUtc = origin.ArchivedUtc!.Value,
            Referrals = referrals,
            Answers = await db.Set<ReferralAnswer>().Where(answer => ids.Contains(answer.ReferralId)).ExecuteUpdateAsync(
                set => set.SetProperty(answer => answer.Content, Nothing).SetProperty(answer => answer.ContentKey, (Guid?)null), cancellation),
            Notes = await EraseWordsAsync(ids, cancellation),
            Bytes = bytes,
        };
        await db.Set<AttachmentContent>().Where(content => files.Any(file => file.Id == content.AttachmentId)).ExecuteDeleteAsync(cancellation);
        erasure.Files = await files.ExecuteDeleteAsync(cancellation);
        await db.Set<PatientToken>().Where(token => ids.Contains(token.ReferralId)).ExecuteDeleteAsync(cancellation);
        await db.Set<IdempotencyRecord>().Where(record => ids.Contains(record.ReferralId)).ExecuteDeleteAsync(cancellation);
        // Of a row that somebody put back by hand.
        await db.Set<Erasure>().Where(old => old.OriginId == origin.Id).ExecuteDeleteAsync(cancellation);
        erasure.Mac = key.MacOf(erasure);
        db.Add(erasure);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return true;
    }

    async Task<int> EraseWordsAsync(List<Guid> ids, CancellationToken cancellation) =>
        await db.Set<ReferralMove>().Where(move => ids.Contains(move.ReferralId) && move.Note != null).ExecuteUpdateAsync(
            set => set.SetProperty(move => move.Note, (byte[]?)null).SetProperty(move => move.NoteKey, (Guid?)null), cancellation)
        + await db.Set<Breach>().Where(breach => ids.Contains(breach.ReferralId) && breach.CauseWords != null).ExecuteUpdateAsync(
            set => set.SetProperty(breach => breach.CauseWords, (byte[]?)null).SetProperty(breach => breach.CauseWordsKey, (Guid?)null), cancellation)
        + await db.Set<EscalationStep>().Where(step => ids.Contains(step.ReferralId) && step.HandledWords != null).ExecuteUpdateAsync(
            set => set.SetProperty(step => step.HandledWords, (byte[]?)null).SetProperty(step => step.HandledWordsKey, (Guid?)null), cancellation)
        + await db.Set<BreakGlassOpening>().Where(opening => ids.Contains(opening.ReferralId) && (opening.Justification != null || opening.ReviewNote != null)).ExecuteUpdateAsync(
            set => set.SetProperty(opening => opening.Justification, (byte[]?)null).SetProperty(opening => opening.JustificationKey, (Guid?)null)
                .SetProperty(opening => opening.ReviewNote, (byte[]?)null).SetProperty(opening => opening.ReviewNoteKey, (Guid?)null), cancellation);
}
