namespace CptsReferral.Contracts.Delivery;

/// <summary>Hands one stored notice over to its channel. Handled outside any transaction; repeated until it is proven sent.</summary>
public sealed record SendNotice(Guid NoticeId, Guid ReferralId);
