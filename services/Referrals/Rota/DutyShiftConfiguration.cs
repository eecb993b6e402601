using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.Rota;

sealed class DutyShiftConfiguration : IEntityTypeConfiguration<DutyShift>
{
    public void Configure(EntityTypeBuilder<DutyShift> builder)
    {
        builder.ToTable("DutyShift");
        builder.HasKey(shift => shift.Id);
        builder.Property(shift => shift.Id).ValueGeneratedNever();
        builder.Property(shift => shift.Desk).HasMaxLength(64).IsUnicode(false);
        builder.Property(shift => shift.Version).IsConcurrencyToken();
        // A rota grows for years; what is asked is always who is on duty now, so the end comes first.
        builder.HasIndex(shift => new { shift.Desk, shift.ToUtc });
    }
}
