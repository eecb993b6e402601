using System.Text.Json;
using CptsReferral.Referrals.Clocks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals;

sealed class ReferralConfiguration : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("Referral");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.SortKey).HasMaxLength(32).IsUnicode(false).IsFixedLength();
        builder.Property(r => r.OwedKey).HasMaxLength(32).IsUnicode(false).IsFixedLength();
        builder.Property(r => r.Reference).HasMaxLength(12).IsUnicode(false);
        builder.Property(r => r.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(r => r.Indication).HasMaxLength(64).IsUnicode(false);
        builder.Property(r => r.HolderFunction).HasMaxLength(64).IsUnicode(false);
        builder.Property(r => r.Version).IsConcurrencyToken();
        // Archiving is no move and has no version: whoever moves at that very moment loses to it.
        builder.Property(r => r.ArchivedUtc).IsConcurrencyToken();
        builder.Property(r => r.Pauses).HasMaxLength(4000).HasConversion(
            pauses => JsonSerializer.Serialize(pauses, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<List<Pause>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<IReadOnlyList<Pause>>((a, b) => a!.SequenceEqual(b!), p => p.Count, p => p.ToList()));
        builder.HasMany(r => r.Moves).WithOne().HasForeignKey(m => m.ReferralId);
        builder.HasMany(r => r.Answers).WithOne().HasForeignKey(a => a.ReferralId);
        builder.Ignore(r => r.Facts);
        builder.Ignore(r => r.ClockFacts);
        builder.HasIndex(r => r.SortKey).IsUnique();
        builder.HasIndex(r => new { r.RequesterId, r.SortKey });
        builder.HasIndex(r => new { r.GeneralPractitionerId, r.SortKey });
        builder.HasIndex(r => new { r.HolderId, r.SortKey });
        builder.HasIndex(r => new { r.Lane, r.WorklistDueUtc, r.SortKey });
        builder.HasIndex(r => new { r.Lane, r.CompletedUtc });
        builder.HasIndex(r => r.OwedKey);
        builder.HasIndex(r => new { r.ArchivedUtc, r.RestsSinceUtc });
        builder.HasIndex(r => r.RestsSinceUtc);
        builder.HasIndex(r => r.Reference);
        builder.HasIndex(r => r.OriginId);
        builder.HasIndex(r => r.ContentKey);
    }
}

sealed class ReferralMoveConfiguration : IEntityTypeConfiguration<ReferralMove>
{
    public void Configure(EntityTypeBuilder<ReferralMove> builder)
    {
        builder.ToTable("ReferralMove");
        builder.HasKey(m => new { m.ReferralId, m.Version });
        builder.Property(m => m.Version).ValueGeneratedNever();
        builder.Property(m => m.ActorFunction).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(m => m.NoteKey);
    }
}

sealed class ReferralAnswerConfiguration : IEntityTypeConfiguration<ReferralAnswer>
{
    public void Configure(EntityTypeBuilder<ReferralAnswer> builder)
    {
        builder.ToTable("ReferralAnswer");
        builder.HasKey(a => new { a.ReferralId, a.Number });
        builder.Property(a => a.Number).ValueGeneratedNever();
        builder.Property(a => a.AuthorFunction).HasMaxLength(64).IsUnicode(false);
        builder.HasIndex(a => a.ContentKey);
    }
}
