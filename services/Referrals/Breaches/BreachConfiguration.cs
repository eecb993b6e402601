using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.Breaches;

sealed class BreachConfiguration : IEntityTypeConfiguration<Breach>
{
    public void Configure(EntityTypeBuilder<Breach> builder)
    {
        builder.ToTable("Breach");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(x => x.Stage).HasMaxLength(32).IsUnicode(false);
        builder.Property(x => x.Cause).HasMaxLength(200);
        builder.Property(x => x.CauseWords).HasMaxLength(700);
        builder.HasIndex(x => x.CauseWordsKey);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => new { x.ReferralId, x.Stage }).IsUnique();
        builder.Property(x => x.SortKey).HasMaxLength(32).IsUnicode(false).IsFixedLength();
        builder.HasIndex(x => x.SortKey).IsUnique();
    }
}
