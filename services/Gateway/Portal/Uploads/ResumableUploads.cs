using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>Keeps the pieces of files until they are whole. Every piece is stored before it is acknowledged: what a browser was told it need not send again.</summary>
sealed class ResumableUploads(CptsDbContext db, AttachmentStore attachments, IContentSeal seal, TimeProvider time)
{
    /// <summary>How long an upload may take, and a finished one can still be asked about.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // Far more than a form takes; enough of them to fill a disk are somebody's program.
    const int MostUnfinished = 60;

    static readonly Refusal Unknown = new NotFound("upload.unknown", "Cet envoi n'existe pas ou n'existe plus.", "There is no such upload, or no longer.");

    public static readonly Refusal WrongOffset = new Unreadable(
        409, "upload.offset", "Cet envoi en est à un autre endroit.", "The upload stands at another offset.");

    static readonly Refusal TooMany = new Unreadable(
        429, "upload.too-many", "Trop d'envois sont en cours.", "Too many uploads are under way.");

    /// <summary>Makes room for a file; nothing of it is here yet.</summary>
    public async Task<Outcome<Upload>> BeginAsync(Caller caller, string mediaType, string fileName, long length, CancellationToken cancellation)
    {
        if (AttachmentStore.Refuse(caller, mediaType) is { } refusal)
            return refusal;
        if (AttachmentStore.CleanName(fileName) is not { } name)
            return Unreadable.Header("Upload-Metadata");
        if (length > AttachmentStore.MaxBytes)
            return Unreadable.TooLarge;
        if (await db.Set<Upload>().CountAsync(u => u.PersonId == caller.PersonId && u.Received < u.Length, cancellation) >= MostUnfinished)
            return TooMany;

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var upload = new Upload
        {
            Id = id,
            PersonId = caller.PersonId,
            StartedUtc = now.UtcDateTime,
            Length = length,
            ContentType = mediaType.ToLowerInvariant(),
            FileName = seal.SealText(name, ContentPlace.FileName(id)),
        };
        db.Add(upload);
        await db.SaveChangesAsync(cancellation);
        return upload;
    }

    public async Task<Outcome<Upload>> FindAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        var oldest = (time.GetUtcNow() - Lifetime).UtcDateTime;
        var upload = await db.Set<Upload>().SingleOrDefaultAsync(u => u.Id == id && u.PersonId == caller.PersonId && u.StartedUtc > oldest, cancellation);
        return upload is null ? Unknown : upload;
    }

    /// <summary>Adds what came; the last piece makes the attachment, in the same transaction.</summary>
    public async Task<Outcome<Upload>> AppendAsync(Upload upload, Caller caller, byte[] content)
    {
        var offset = upload.Received;
        upload.Received += content.Length;
        upload.Version++;
        try
        {
            if (upload.IsComplete)
                return await CompleteAsync(upload, caller, content);
            var piece = new UploadPiece { UploadId = upload.Id, Offset = offset, Content = seal.Seal(content, UploadPiece.Place(upload.Id, offset)) };
            db.Add(piece);
            await db.SaveChangesAsync(CancellationToken.None);
            // A file of many pieces is not kept in memory as well.
            db.Entry(piece).State = EntityState.Detached;
            return upload;
        }
        catch (DbUpdateException conflict) when (conflict is DbUpdateConcurrencyException || conflict.IsUniqueViolation())
        {
            // Another request of the same browser was faster with this very piece.
            return WrongOffset;
        }
    }

    /// <summary>Forgets an upload, and the attachment it became unless something names it already.</summary>
    public async Task<Refusal?> DiscardAsync(Upload upload, CancellationToken cancellation)
    {
        if (upload.IsComplete && await db.Set<Attachment>().SingleOrDefaultAsync(a => a.Id == upload.Id && a.ReferralId == null, cancellation) is { } unused)
        {
            db.Remove(unused);
            db.Remove(new AttachmentContent { AttachmentId = unused.Id });
        }

        db.RemoveRange(await PiecesAsync(upload.Id, cancellation));
        db.Remove(upload);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another request of the same browser added to it meanwhile, or discarded it.
            return WrongOffset;
        }
    }

    async Task<Outcome<Upload>> CompleteAsync(Upload upload, Caller caller, byte[] last)
    {
        var pieces = await PiecesAsync(upload.Id, CancellationToken.None);
        var whole = new byte[upload.Length];
        foreach (var piece in pieces)
            seal.Open(piece.Content, UploadPiece.Place(piece.UploadId, piece.Offset)).CopyTo(whole.AsMemory((int)piece.Offset));
        last.CopyTo(whole.AsSpan((int)(upload.Length - last.Length)));
        db.RemoveRange(pieces);
        var name = seal.OpenText(upload.FileName, ContentPlace.FileName(upload.Id));
        var accepted = await attachments.AcceptAsync(caller, upload.ContentType, name, whole, CancellationToken.None, upload.Id);
        if (accepted.Refusal is not { } refusal)
            return upload;

        // Nothing will ever make this file acceptable: keep none of it.
        db.Remove(upload);
        await db.SaveChangesAsync(CancellationToken.None);
        return refusal;
    }

    Task<List<UploadPiece>> PiecesAsync(Guid id, CancellationToken cancellation) =>
        db.Set<UploadPiece>().Where(p => p.UploadId == id).OrderBy(p => p.Offset).ToListAsync(cancellation);
}
