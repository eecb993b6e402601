using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Readings.Seals;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings;

/// <summary>Writes down who reads what, before it leaves. What cannot be written down does not leave.</summary>
sealed class ContentAccessLog(CptsDbContext db, IHttpContextAccessor http, ReadingKey key, TimeProvider time)
{
    static readonly PathString Api = "/api";

    /// <summary>The referral leaves with the reply to a move: the row is stored with the move, or neither is.</summary>
    public void AddWithMove(Caller caller, Guid referralId) => db.Add(Row(caller, ContentAccessKind.View, referralId, null, null));

    /// <param name="purpose">By what right, where it is not the ordinary one.</param>
    public Task WriteAsync(Caller caller, ContentAccessKind kind, Guid referralId, CancellationToken cancellation, ContentAccessPurpose? purpose = null) =>
        StoreAsync(Row(caller, kind, referralId, null, null, purpose), cancellation);

    /// <param name="purpose">By what right, where it is not the ordinary one.</param>
    public Task WriteAttachmentAsync(Caller caller, Guid? referralId, Guid attachmentId, CancellationToken cancellation, ContentAccessPurpose? purpose = null) =>
        StoreAsync(Row(caller, ContentAccessKind.Attachment, referralId, attachmentId, null, purpose), cancellation);

    /// <param name="lane">Whose desk's list; null for the caller's own.</param>
    public Task WriteListAsync(Caller caller, string? lane, CancellationToken cancellation) =>
        StoreAsync(Row(caller, ContentAccessKind.List, null, null, lane), cancellation);

    /// <summary>What leaves on paper, each by itself: whoever is concerned sees it.</summary>
    public async Task WritePrintsAsync(Caller caller, IEnumerable<Guid> referrals, CancellationToken cancellation)
    {
        List<ContentAccess> rows = [.. referrals.Select(id => Row(caller, ContentAccessKind.Print, id, null, null))];
        db.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        foreach (var row in rows)
            db.Entry(row).State = EntityState.Detached;
    }

    ContentAccess Row(Caller caller, ContentAccessKind kind, Guid? referralId, Guid? attachmentId, string? lane, ContentAccessPurpose? purpose = null)
    {
        var row = new ContentAccess
        {
            AtUtc = time.GetUtcNow().UtcDateTime,
            PersonId = caller.PersonId,
            Function = caller.Function,
            Kind = kind,
            ReferralId = referralId,
            AttachmentId = attachmentId,
            Lane = lane,
            Channel = Channel,
            Purpose = purpose,
            Address = http.HttpContext?.Connection.RemoteIpAddress?.ToString(),
        };
        row.Mac = key.MacOf(row);
        return row;
    }

    ContentAccessChannel Channel
    {
        get
        {
            if (http.HttpContext is not { } context)
                return ContentAccessChannel.Command;
            return context.Request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase) ? ContentAccessChannel.Api : ContentAccessChannel.Portal;
        }
    }

    async Task StoreAsync(ContentAccess row, CancellationToken cancellation)
    {
        db.Add(row);
        await db.SaveChangesAsync(cancellation);
        db.Entry(row).State = EntityState.Detached;
    }
}
