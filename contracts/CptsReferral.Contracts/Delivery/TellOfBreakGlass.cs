namespace CptsReferral.Contracts.Delivery;

/// <summary>A request was opened in an emergency by somebody whom it does not concern: the requester's side, the holder and the data-protection officers
/// get a mail. Who opened it and why is read on the portal.</summary>
public sealed record TellOfBreakGlass(Guid OpeningId, Guid ReferralId, string Lane, DateTime OccurredUtc);
