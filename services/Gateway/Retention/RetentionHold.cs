using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Retention;

/// <summary>A reason to keep a request as it is, whatever the periods say, until the data-protection officer lifts it.</summary>
sealed class RetentionHold
{
    /// <summary>The first referral of the chain: a hold is on the whole of it.</summary>
    public Guid OriginId { get; set; }

    public string Reference { get; set; } = "";

    public HoldReason Reason { get; set; }

    public DateTime SinceUtc { get; set; }

    public Guid SetBy { get; set; }
}

/// <summary>Why periods are suspended. Names are stored.</summary>
public enum HoldReason
{
    /// <summary>A claim for damages.</summary>
    Claim,

    /// <summary>An authority or a court asked for it.</summary>
    Investigation,

    /// <summary>The patient asked that it be kept.</summary>
    PatientRequest,
}

sealed class RetentionHoldConfiguration : IEntityTypeConfiguration<RetentionHold>
{
    public void Configure(EntityTypeBuilder<RetentionHold> builder)
    {
        builder.ToTable("RetentionHold");
        builder.HasKey(h => h.OriginId);
        builder.Property(h => h.OriginId).ValueGeneratedNever();
        builder.Property(h => h.Reference).HasMaxLength(12).IsUnicode(false);
        builder.Property(h => h.Reason).HasConversion<string>().HasMaxLength(16).IsUnicode(false);
    }
}
