namespace CptsReferral.Contracts.Referrals;

/// <summary>The requester closed the referral.</summary>
public sealed record ReferralClosed(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
