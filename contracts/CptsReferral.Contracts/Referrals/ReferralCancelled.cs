namespace CptsReferral.Contracts.Referrals;

/// <summary>The requester withdrew the request.</summary>
public sealed record ReferralCancelled(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
