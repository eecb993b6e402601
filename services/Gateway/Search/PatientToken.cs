using CptsReferral.Referrals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Search;

/// <summary>A blind index: says that a patient has a trait without saying which. Of a chain of redirections the first referral is indexed, as the
/// content is the same.</summary>
sealed class PatientToken
{
    /// <summary>Keyed hash of the trait, see <see cref="PatientTraits"/>.</summary>
    public long Token { get; set; }

    public Guid ReferralId { get; set; }

    /// <summary>Which search key made it.</summary>
    public int Key { get; set; }
}

sealed class PatientTokenConfiguration : IEntityTypeConfiguration<PatientToken>
{
    public void Configure(EntityTypeBuilder<PatientToken> builder)
    {
        builder.ToTable("PatientToken");
        builder.HasKey(t => new { t.Token, t.ReferralId });
        builder.HasIndex(t => new { t.ReferralId, t.Key });
        builder.HasOne<Referral>().WithMany().HasForeignKey(t => t.ReferralId).OnDelete(DeleteBehavior.Cascade);
    }
}
