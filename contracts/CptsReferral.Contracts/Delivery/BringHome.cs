namespace CptsReferral.Contracts.Delivery;

/// <summary>Carries what the requester has to know back to them: inbox entry, then a notice on their channels.</summary>
/// <param name="Version">Version of the referral that this return speaks of; one return per referral, kind and version.</param>
public sealed record BringHome(Guid ReferralId, string Lane, ReturnKind Kind, int Version, DateTime OccurredUtc);
