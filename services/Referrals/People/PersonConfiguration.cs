using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.People;

sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("Person");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.DisplayName).HasMaxLength(200);
        builder.Property(p => p.Function).HasMaxLength(64).IsUnicode(false);
        builder.Property(p => p.Email).HasMaxLength(254);
        builder.Property(p => p.SecondEmail).HasMaxLength(254);
        builder.Property(p => p.Phone).HasMaxLength(32);
        builder.Property(p => p.WebhookUrl).HasMaxLength(500);
        builder.Property(p => p.WebhookSecret).HasMaxLength(200);
        builder.Property(p => p.NationalId).HasMaxLength(NationalIds.Longest).IsUnicode(false);
        builder.HasIndex(p => p.Function);
        builder.HasIndex(p => p.NationalId).IsUnique();
    }
}
