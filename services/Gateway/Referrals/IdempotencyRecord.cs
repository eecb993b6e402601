using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Remembers which referral a caller's <c>Idempotency-Key</c> made, written in the same transaction.</summary>
sealed class IdempotencyRecord
{
    public const int KeyLength = 200;

    public Guid PersonId { get; set; }

    public string Key { get; set; } = "";

    /// <summary>SHA-256 of the body, lower-case hex: the same key with another body is a mistake to be told.</summary>
    public string BodyHash { get; set; } = "";

    public Guid ReferralId { get; set; }

    public DateTime CreatedUtc { get; set; }
}

sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("IdempotencyRecord");
        builder.HasKey(r => new { r.PersonId, r.Key });
        builder.Property(r => r.Key).HasMaxLength(IdempotencyRecord.KeyLength);
        builder.Property(r => r.BodyHash).HasMaxLength(64).IsUnicode(false).IsFixedLength();
        builder.HasIndex(r => r.CreatedUtc);
    }
}
