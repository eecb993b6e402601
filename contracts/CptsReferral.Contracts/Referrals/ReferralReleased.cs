namespace CptsReferral.Contracts.Referrals;

/// <summary>The claim was given back to the desk, by its holder or because it ran out.</summary>
public sealed record ReferralReleased(Guid ReferralId, string Lane, int Version, DateTime OccurredUtc, bool TimedOut) : IReferralFact;
