namespace CptsReferral.Contracts.Referrals;

/// <summary>A member of the desk took the referral.</summary>
public sealed record ReferralClaimed(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc, Guid HolderId) : IReferralFact;
