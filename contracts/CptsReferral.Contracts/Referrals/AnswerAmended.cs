namespace CptsReferral.Contracts.Referrals;

/// <summary>The answer has a new version; the requester has to see it.</summary>
public sealed record AnswerAmended(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc, int AnswerVersion) : IReferralFact;
