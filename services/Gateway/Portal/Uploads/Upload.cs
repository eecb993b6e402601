using CptsReferral.Referrals.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>A file on its way from a browser, piece by piece. Complete, it is the attachment of the same id; this row then stays a while for a
/// browser that missed the last reply.</summary>
sealed class Upload
{
    public Guid Id { get; set; }

    public Guid PersonId { get; set; }

    public DateTime StartedUtc { get; set; }

    /// <summary>Bytes that the file has.</summary>
    public long Length { get; set; }

    /// <summary>Bytes that are here, always from the first on.</summary>
    public long Received { get; set; }

    public string ContentType { get; set; } = "";

    /// <summary>Sealed file name.</summary>
    public byte[] FileName { get; set; } = [];

    /// <summary>The key of <see cref="FileName"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? FileNameKey { get => SealedFormat.KeyOf(FileName); private set => _ = value; }

    public int Version { get; set; }

    public bool IsComplete => Received == Length;
}

sealed class UploadConfiguration : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("Upload");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.ContentType).HasMaxLength(100).IsUnicode(false);
        builder.Property(u => u.FileName).HasMaxLength(1100);
        builder.Property(u => u.Version).IsConcurrencyToken();
        builder.HasIndex(u => u.StartedUtc);
        builder.HasIndex(u => u.PersonId);
        builder.HasIndex(u => u.FileNameKey);
    }
}
