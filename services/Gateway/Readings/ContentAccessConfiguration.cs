using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Readings;

sealed class ContentAccessConfiguration : IEntityTypeConfiguration<ContentAccess>
{
    public void Configure(EntityTypeBuilder<ContentAccess> builder)
    {
        builder.ToTable("ContentAccess");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedOnAdd();
        builder.Property(a => a.Function).HasMaxLength(64).IsUnicode(false);
        builder.Property(a => a.Kind).HasConversion<string>().HasMaxLength(16).IsUnicode(false);
        builder.Property(a => a.Lane).HasMaxLength(32).IsUnicode(false);
        builder.Property(a => a.Channel).HasConversion<string>().HasMaxLength(16).IsUnicode(false);
        builder.Property(a => a.Purpose).HasConversion<string>().HasMaxLength(16).IsUnicode(false);
        builder.Property(a => a.Address).HasMaxLength(64).IsUnicode(false);
        builder.Property(a => a.Mac).HasMaxLength(HMACSHA256.HashSizeInBytes);
        builder.HasIndex(a => new { a.ReferralId, a.Id });
        builder.HasIndex(a => new { a.PersonId, a.Id });
        builder.HasIndex(a => a.AtUtc);
    }
}
