namespace CptsReferral.Contracts.Referrals;

/// <summary>The requester replied; the clock resumes.</summary>
public sealed record InformationProvided(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
