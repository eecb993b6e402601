using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Referrals.Lanes;

internal sealed class LaneVersionConfiguration : IEntityTypeConfiguration<LaneVersion>
{
    internal const int CodeLength = 32;

    public void Configure(EntityTypeBuilder<LaneVersion> builder)
    {
        builder.ToTable("LaneVersion");
        // The key is the concurrency rule: of two people who save version n + 1, the second meets a duplicate.
        builder.HasKey(lane => new { lane.Code, lane.Version });
        builder.Property(lane => lane.Code).HasMaxLength(CodeLength);
        builder.Property(lane => lane.Version).ValueGeneratedNever();
        // On the allow-list of unbounded columns: two forms with their texts have no natural limit.
        builder.Property(lane => lane.Document).IsRequired();
    }
}
