namespace CptsReferral.Contracts.Referrals;

/// <summary>The holder asked the requester for more; the clock pauses.</summary>
public sealed record InformationRequested(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
