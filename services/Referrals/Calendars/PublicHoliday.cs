namespace CptsReferral.Referrals.Calendars;

/// <summary>A day off for the whole country, or for Alsace-Moselle. Two feasts on one day make one row with both names.</summary>
public sealed record PublicHoliday(DateOnly Date, string French, string English);
