namespace CptsReferral.Contracts.Referrals;

/// <summary>The desk sent the request on to another lane, as a new, linked referral.</summary>
public sealed record ReferralRedirected(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc, Guid NewReferralId) : IReferralFact;
