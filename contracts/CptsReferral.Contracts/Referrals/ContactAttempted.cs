namespace CptsReferral.Contracts.Referrals;

/// <summary>The holder tried to reach the patient and did not; they keep the claim and try again.</summary>
public sealed record ContactAttempted(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc) : IReferralFact;
