namespace CptsReferral.Contracts.Delivery;

/// <summary>A notice was handed over to its channel.</summary>
public sealed record NoticeSent(Guid NoticeId, Guid ReferralId, DateTime SentUtc);
