namespace CptsReferral.Contracts.Delivery;

/// <summary>The answer was not opened in time: tell the requester on the second channel.</summary>
public sealed record TrySecondChannel(Guid ReferralId, string Lane, DateTime OccurredUtc);
