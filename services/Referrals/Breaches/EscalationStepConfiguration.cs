using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.Breaches;

sealed class EscalationStepConfiguration : IEntityTypeConfiguration<EscalationStep>
{
    public void Configure(EntityTypeBuilder<EscalationStep> builder)
    {
        builder.ToTable("EscalationStep");
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(x => x.Stage).HasMaxLength(32).IsUnicode(false);
        builder.Property(x => x.Act).HasMaxLength(40).IsUnicode(false);
        builder.Property(x => x.HandledWords).HasMaxLength(1600);
        // Few wait at any time, however many there were.
        builder.HasIndex(x => x.WaitingSinceUtc);
        builder.HasIndex(x => x.HandledWordsKey);
        builder.HasIndex(x => new { x.ReferralId, x.Stage, x.Act, x.DueUtc }).IsUnique();
    }
}
