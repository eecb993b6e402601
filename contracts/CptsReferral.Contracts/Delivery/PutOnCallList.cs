namespace CptsReferral.Contracts.Delivery;

/// <summary>The answer was opened on no channel: the secretariat calls.</summary>
public sealed record PutOnCallList(Guid ReferralId, string Lane, DateTime OccurredUtc);
