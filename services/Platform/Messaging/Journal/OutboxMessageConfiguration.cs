using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Platform.Messaging.Journal;

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public const int AddressLength = 500;
    public const int FaultTypeLength = 200;

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessage");
        builder.HasKey(message => message.Sequence);
        builder.Property(message => message.Sequence).ValueGeneratedOnAdd();
        builder.Property(message => message.Destination).HasMaxLength(AddressLength);
        builder.Property(message => message.SourceAddress).HasMaxLength(AddressLength);
        builder.Property(message => message.ResponseAddress).HasMaxLength(AddressLength);
        builder.Property(message => message.FaultAddress).HasMaxLength(AddressLength);
        builder.Property(message => message.ContentType).HasMaxLength(100);
        builder.Property(message => message.MessageType).HasMaxLength(1000);
        builder.Property(message => message.FaultType).HasMaxLength(FaultTypeLength);

        builder.HasIndex(message => message.MessageId);
        builder.HasIndex(message => message.TokenId);
        builder.HasIndex(message => new { message.DeadUtc, message.NextSendUtc, message.Sequence });
    }
}
