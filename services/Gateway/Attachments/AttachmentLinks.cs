using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Attachments;

/// <summary>Ties uploads to what names them: only the caller's own, each only once.</summary>
sealed class AttachmentLinks(CptsDbContext db)
{
    /// <summary>Most files one request, reply or answer may carry where the lane sets no lower limit.</summary>
    const int Most = 20;

    public async Task<IReadOnlyList<Attachment>> FindAsync(
        IReadOnlyList<Guid> ids, Caller caller, LaneAttachments? wanted, string field, Faults faults, CancellationToken cancellation)
    {
        if (wanted is not null && ids.Count < wanted.Min)
            faults.Add(field, "too-few", $"Au moins {wanted.Min} pièces jointes.", $"At least {wanted.Min} attachments.");
        var most = Math.Min(wanted?.Max ?? Most, Most);
        if (ids.Count > most)
        {
            faults.Add(field, "too-many", $"Au plus {most} pièces jointes.", $"At most {most} attachments.");
            return [];
        }

        if (ids.Distinct().Count() != ids.Count)
            faults.Add(field, "repeated", "La même pièce jointe figure deux fois.", "The same attachment is named twice.");
        if (ids.Count == 0)
            return [];

        var found = await db.Set<Attachment>().Where(a => ids.Contains(a.Id) && a.UploadedBy == caller.PersonId && a.ReferralId == null).ToListAsync(cancellation);
        for (var i = 0; i < ids.Count; i++)
        {
            if (found.Find(a => a.Id == ids[i]) is not { } file)
                faults.Add($"{field}[{i}]", "unknown-attachment", "Cette pièce jointe n'existe pas ou a déjà servi.", "There is no such attachment, or it is already in use.");
            else if (wanted is not null && !wanted.Kinds.Contains(file.ContentType))
                faults.Add($"{field}[{i}]", "kind-not-allowed", $"Types acceptés : {string.Join(", ", wanted.Kinds)}.", $"Accepted types: {string.Join(", ", wanted.Kinds)}.");
        }

        return found;
    }

    public static void Link(IEnumerable<Attachment> files, Guid referralId)
    {
        foreach (var file in files)
        {
            file.ReferralId = referralId;
            file.Version++;
        }
    }
}
