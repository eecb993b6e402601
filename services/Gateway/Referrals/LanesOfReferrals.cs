using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Referrals;

static class LanesOfReferrals
{
    /// <summary>The lane version that the referral was posted under and keeps.</summary>
    public static async Task<LaneDocument> OfAsync(this LaneCatalogue lanes, Referral referral, CancellationToken cancellation) =>
        await lanes.GetAsync(referral.Lane, referral.LaneVersion, cancellation)
            ?? throw new InvalidOperationException($"Lane {referral.Lane} has no version {referral.LaneVersion}.");
}
