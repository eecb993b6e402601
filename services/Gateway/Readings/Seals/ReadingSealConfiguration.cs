using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Readings.Seals;

sealed class ReadingSealConfiguration : IEntityTypeConfiguration<ReadingSeal>
{
    public void Configure(EntityTypeBuilder<ReadingSeal> builder)
    {
        builder.ToTable("ReadingSeal");
        builder.HasKey(s => s.Number);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.Rows).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Property(s => s.Previous).HasMaxLength(HMACSHA256.HashSizeInBytes);
        builder.Property(s => s.Mac).HasMaxLength(HMACSHA256.HashSizeInBytes);
    }
}
