using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.ReturnLoop;

sealed class CallListEntryConfiguration : IEntityTypeConfiguration<CallListEntry>
{
    public void Configure(EntityTypeBuilder<CallListEntry> builder)
    {
        builder.ToTable("CallListEntry");
        builder.HasKey(x => x.ReferralId);
        builder.Property(x => x.ReferralId).ValueGeneratedNever();
        builder.Property(x => x.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(x => x.Version).IsConcurrencyToken();
        builder.HasIndex(x => new { x.SettledUtc, x.ListedUtc });
    }
}
