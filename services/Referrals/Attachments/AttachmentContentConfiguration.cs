using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.Attachments;

sealed class AttachmentContentConfiguration : IEntityTypeConfiguration<AttachmentContent>
{
    public void Configure(EntityTypeBuilder<AttachmentContent> builder)
    {
        builder.ToTable("AttachmentContent");
        builder.HasKey(x => x.AttachmentId);
        builder.Property(x => x.AttachmentId).ValueGeneratedNever();
        builder.HasIndex(x => x.ContentKey);
    }
}
