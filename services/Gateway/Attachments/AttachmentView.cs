using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Attachments;

/// <summary>An attachment without its bytes. <paramref name="Size"/> in bytes, <paramref name="Sha256"/> in lower-case hex.</summary>
public sealed record AttachmentView(Guid Id, string ContentType, long Size, string Sha256, string FileName)
{
    public static AttachmentView Of(Attachment attachment, IContentSeal seal) => new(
        attachment.Id, attachment.ContentType, attachment.Size, attachment.Sha256, seal.OpenText(attachment.FileName, ContentPlace.FileName(attachment.Id)));
}
