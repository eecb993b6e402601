using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Readings.Seals;

sealed class ReadingCheckConfiguration : IEntityTypeConfiguration<ReadingCheck>
{
    public void Configure(EntityTypeBuilder<ReadingCheck> builder)
    {
        builder.ToTable("ReadingCheck");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedOnAdd();
        builder.Property(c => c.Mac).HasMaxLength(HMACSHA256.HashSizeInBytes);
    }
}
