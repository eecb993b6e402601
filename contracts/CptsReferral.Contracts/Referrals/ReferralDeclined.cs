namespace CptsReferral.Contracts.Referrals;

/// <summary>The desk declined; the requester has to know.</summary>
public sealed record ReferralDeclined(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
