using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Retention;

/// <summary>That the content of a request was erased, with what it was redirected to. Written in the transaction that erased it, with a MAC that only the
/// gateway can make; it says how much there was, and nothing of what.</summary>
sealed class Erasure
{
    /// <summary>Grows with time.</summary>
    public long Id { get; set; }

    /// <summary>The first referral of the chain.</summary>
    public Guid OriginId { get; set; }

    public string Reference { get; set; } = "";

    public DateTime AtUtc { get; set; }

    /// <summary>From when the periods were counted: the last move of the chain.</summary>
    public DateTime RestedSinceUtc { get; set; }

    public DateTime ArchivedUtc { get; set; }

    /// <summary>Referrals of the chain.</summary>
    public int Referrals { get; set; }

    /// <summary>Versions of answers.</summary>
    public int Answers { get; set; }

    /// <summary>Reasons and texts of moves, causes and acts in words, justifications of emergencies.</summary>
    public int Notes { get; set; }

    public int Files { get; set; }

    /// <summary>Of the files.</summary>
    public long Bytes { get; set; }

    public byte[] Mac { get; set; } = [];
}

sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("Erasure");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedOnAdd();
        builder.Property(e => e.Reference).HasMaxLength(12).IsUnicode(false);
        builder.Property(e => e.Mac).HasMaxLength(HMACSHA256.HashSizeInBytes);
        builder.HasIndex(e => e.OriginId).IsUnique();
    }
}
