using CptsReferral.Referrals.Content;

namespace CptsReferral.Referrals.Attachments;

/// <summary>A photograph, a tracing or a document. Uploaded first, then named by the request, reply or answer that it belongs to.</summary>
public sealed class Attachment
{
    public Guid Id { get; set; }

    public Guid UploadedBy { get; set; }

    public DateTime UploadedUtc { get; set; }

    /// <summary>Set once, when a request, reply or answer names it; from then on who may read the referral may read it.</summary>
    public Guid? ReferralId { get; set; }

    public string ContentType { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>Sealed file name.</summary>
    public byte[] FileName { get; set; } = [];

    /// <summary>The key of <see cref="FileName"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? FileNameKey { get => SealedFormat.KeyOf(FileName); private set => _ = value; }

    public int Version { get; set; }
}

/// <summary>The bytes of an attachment, apart so that lists never load them.</summary>
public sealed class AttachmentContent
{
    public Guid AttachmentId { get; set; }

    /// <summary>Sealed content.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>The key of <see cref="Content"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? ContentKey { get => SealedFormat.KeyOf(Content); private set => _ = value; }
}
