using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Delivery.Notices;

sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public const int FailureCodeLength = 64;

    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("Notice");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(n => n.Kind).HasConversion<string>().HasMaxLength(32).IsUnicode(false);
        builder.Property(n => n.Channel).HasConversion<string>().HasMaxLength(32).IsUnicode(false);
        builder.Property(n => n.FailureCode).HasMaxLength(FailureCodeLength).IsUnicode(false);
        builder.Property(n => n.Version).IsConcurrencyToken();
        builder.HasIndex(n => new { n.ReferralId, n.ReferralVersion, n.PersonId, n.Kind, n.Channel, n.Reminder, n.About }).IsUnique();
        builder.HasIndex(n => n.FailedUtc);
    }
}
