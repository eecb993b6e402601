using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.Inbox;

sealed class InboxEntryConfiguration : IEntityTypeConfiguration<InboxEntry>
{
    public void Configure(EntityTypeBuilder<InboxEntry> builder)
    {
        builder.ToTable("InboxEntry");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedOnAdd();
        builder.Property(e => e.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(e => e.Kind).HasMaxLength(40).IsUnicode(false);
        builder.Property(e => e.Key).HasMaxLength(120).IsUnicode(false);
        builder.HasIndex(e => new { e.PersonId, e.Id });
        builder.HasIndex(e => new { e.PersonId, e.Key }).IsUnique();
    }
}
