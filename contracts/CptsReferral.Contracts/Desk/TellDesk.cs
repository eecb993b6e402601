namespace CptsReferral.Contracts.Desk;

/// <summary>Tells people about a referral whose clock asks for attention.</summary>
public sealed record TellDesk(Guid ReferralId, string Lane, DeskAudience Audience, DeskSubject Subject, DateTime OccurredUtc);
