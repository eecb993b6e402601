using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.Reconciliation;

sealed class StandingCheckConfiguration : IEntityTypeConfiguration<StandingCheck>
{
    public void Configure(EntityTypeBuilder<StandingCheck> builder)
    {
        builder.ToTable("StandingCheck");
        builder.HasKey(check => check.Id);
        builder.Property(check => check.Id).ValueGeneratedNever();
        builder.HasData(new StandingCheck { NextUtc = DateTime.UnixEpoch });
    }
}

sealed class DiscrepancyConfiguration : IEntityTypeConfiguration<Discrepancy>
{
    public void Configure(EntityTypeBuilder<Discrepancy> builder)
    {
        builder.ToTable("Discrepancy");
        builder.HasKey(found => found.Id);
        builder.Property(found => found.Id).ValueGeneratedNever();
        builder.Property(found => found.SortKey).HasMaxLength(32).IsUnicode(false).IsFixedLength();
        builder.Property(found => found.UnresolvedKey).HasMaxLength(32).IsUnicode(false).IsFixedLength();
        builder.Property(found => found.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(found => found.Kind).HasMaxLength(32).IsUnicode(false);
        builder.HasIndex(found => found.SortKey).IsUnique();
        builder.HasIndex(found => found.UnresolvedKey);
    }
}
