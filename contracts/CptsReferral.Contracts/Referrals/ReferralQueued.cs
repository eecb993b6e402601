namespace CptsReferral.Contracts.Referrals;

/// <summary>The desk has the referral on its worklist.</summary>
public sealed record ReferralQueued(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
