namespace CptsReferral.Referrals.Calendars;

/// <summary>A span of closed time, in words a person can check.</summary>
/// <param name="French">"dimanche", "Lundi de Pâques", "hors horaires".</param>
public sealed record Exclusion(DateTime FromUtc, DateTime ToUtc, ExclusionReason Reason, string French, string English);
