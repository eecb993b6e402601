using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Platform.Messaging.Strays;

internal sealed class StrayMessageConfiguration : IEntityTypeConfiguration<StrayMessage>
{
    public void Configure(EntityTypeBuilder<StrayMessage> builder)
    {
        builder.ToTable("StrayMessage");
        builder.HasKey(stray => stray.MessageId);
        builder.Property(stray => stray.MessageId).ValueGeneratedNever();
        builder.Property(stray => stray.Type).HasMaxLength(100).IsUnicode(false);
        builder.Property(stray => stray.Queue).HasMaxLength(200).IsUnicode(false);
        builder.HasIndex(stray => stray.ArrivedUtc);
    }
}
