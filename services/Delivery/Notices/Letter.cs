using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;

namespace CptsReferral.Delivery.Notices;

/// <summary>A notice with all that is needed to hand it over. It never meets the referral's sealed content.</summary>
/// <param name="Reference">The referral's short reference.</param>
/// <param name="Successor">Title of the lane that a redirected request went to.</param>
sealed record Letter(Notice Notice, Person To, string Reference, LaneText Lane, LaneText? Successor, Uri Link);
