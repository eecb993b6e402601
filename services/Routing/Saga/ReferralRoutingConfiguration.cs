using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Routing.Saga;

sealed class ReferralRoutingConfiguration : IEntityTypeConfiguration<ReferralRoutingState>
{
    public void Configure(EntityTypeBuilder<ReferralRoutingState> builder)
    {
        builder.ToTable("ReferralRouting");
        builder.HasKey(saga => saga.CorrelationId);
        builder.Property(saga => saga.CorrelationId).ValueGeneratedNever();
        builder.Property(saga => saga.Version).IsConcurrencyToken();
        builder.Property(saga => saga.CurrentState).HasMaxLength(32).IsUnicode(false);
        builder.Property(saga => saga.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Ignore(saga => saga.AlarmStands);
        // The gauges read these two: both are null for whatever is settled, so their cost does not grow with history.
        builder.HasIndex(saga => saga.NextAlarmUtc);
        builder.HasIndex(saga => saga.LateSinceUtc);
    }
}
