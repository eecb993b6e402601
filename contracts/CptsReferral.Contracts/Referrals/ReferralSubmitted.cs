namespace CptsReferral.Contracts.Referrals;

/// <summary>A requester posted a referral; it is stored and cannot be lost.</summary>
/// <param name="LaneVersion">Version of the lane the referral keeps for its whole life.</param>
public sealed record ReferralSubmitted(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc, int LaneVersion) : IReferralFact;
