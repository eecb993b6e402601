namespace CptsReferral.Contracts.Routing;

/// <summary>What is stored about a referral does not agree: its saga reads the referral again, and does once more what is still owed.</summary>
public sealed record ReviewReferral(Guid ReferralId, string Lane, DateTime OccurredUtc);
