using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>Bytes of an upload from an offset on, sealed as all content is.</summary>
sealed class UploadPiece
{
    public Guid UploadId { get; set; }

    public long Offset { get; set; }

    public byte[] Content { get; set; } = [];
}

sealed class UploadPieceConfiguration : IEntityTypeConfiguration<UploadPiece>
{
    public void Configure(EntityTypeBuilder<UploadPiece> builder)
    {
        builder.ToTable("UploadPiece");
        builder.HasKey(p => new { p.UploadId, p.Offset });
    }
}
