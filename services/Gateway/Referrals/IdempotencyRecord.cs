using CptsReferral.Gateway.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Remembers which referral a caller's <c>Idempotency-Key</c> made, written in the same transaction.</summary>
sealed class IdempotencyRecord
{
    /// <summary>Longest key that callers may choose.</summary>
    public const int KeyLength = 200;

    public Guid PersonId { get; set; }

    /// <summary>Keyed hash of the caller's key, lower-case hex: nothing keeps software from making it out of a patient's name.</summary>
    public string Key { get; set; } = "";

    /// <summary>Keyed hash of the body, lower-case hex: the same key with another body is a mistake to be told. With a hash that everybody can
    /// compute, a guess at the patient could be checked.</summary>
    public string BodyHash { get; set; } = "";

    public Guid ReferralId { get; set; }

    public DateTime CreatedUtc { get; set; }

    public static IdempotencyRecord Of(Guid person, string key, ReadOnlySpan<byte> body, SearchKey search) => new()
    {
        PersonId = person,
        Key = Convert.ToHexStringLower(search.Hash("idempotency-key", key)),
        BodyHash = Convert.ToHexStringLower(search.Hash("idempotency-body", body)),
    };
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
