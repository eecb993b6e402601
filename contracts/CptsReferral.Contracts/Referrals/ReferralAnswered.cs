namespace CptsReferral.Contracts.Referrals;

/// <summary>The holder answered; the answer has to reach the requester.</summary>
public sealed record ReferralAnswered(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
