namespace CptsReferral.Contracts.Desk;

/// <summary>Puts a submitted referral on the worklist of its desk. Sent to the queue of the lane.</summary>
public sealed record QueueReferral(Guid ReferralId, string Lane);
