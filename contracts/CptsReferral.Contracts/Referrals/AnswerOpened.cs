namespace CptsReferral.Contracts.Referrals;

/// <summary>The requester opened what came back.</summary>
public sealed record AnswerOpened(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
