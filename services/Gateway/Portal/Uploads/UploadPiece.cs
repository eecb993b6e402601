using CptsReferral.Referrals.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>Bytes of an upload from an offset on, sealed as all content is.</summary>
sealed class UploadPiece
{
    public Guid UploadId { get; set; }

    public long Offset { get; set; }

    public byte[] Content { get; set; } = [];

    /// <summary>The key of <see cref="Content"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? ContentKey { get => SealedFormat.KeyOf(Content); private set => _ = value; }

    public static ContentPlace Place(Guid upload, long offset) => new("upload-piece", upload, offset);
}

sealed class UploadPieceConfiguration : IEntityTypeConfiguration<UploadPiece>
{
    public void Configure(EntityTypeBuilder<UploadPiece> builder)
    {
        builder.ToTable("UploadPiece");
        builder.HasKey(p => new { p.UploadId, p.Offset });
        builder.HasIndex(p => p.ContentKey);
    }
}
