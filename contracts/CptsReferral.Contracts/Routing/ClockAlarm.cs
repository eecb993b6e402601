namespace CptsReferral.Contracts.Routing;

/// <summary>The next instant at which the clock of a referral, or of its return, asks for an act. Scheduled by the saga to itself.</summary>
public sealed record ClockAlarm(Guid ReferralId, DateTime DueUtc);
