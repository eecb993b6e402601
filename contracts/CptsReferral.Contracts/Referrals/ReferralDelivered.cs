namespace CptsReferral.Contracts.Referrals;

/// <summary>The return notice was handed over on a channel of the requester.</summary>
public sealed record ReferralDelivered(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
