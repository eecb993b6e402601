using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Platform.Messaging.Journal;

internal sealed class HandledMessageConfiguration : IEntityTypeConfiguration<HandledMessage>
{
    public void Configure(EntityTypeBuilder<HandledMessage> builder)
    {
        builder.ToTable("HandledMessage");
        builder.HasKey(handled => new { handled.MessageId, handled.ConsumerId });
        builder.HasIndex(handled => handled.HandledUtc);
    }
}
