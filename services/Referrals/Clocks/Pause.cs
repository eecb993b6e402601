namespace CptsReferral.Referrals.Clocks;

/// <summary>The requester owed information: the clock stands still from <paramref name="FromUtc"/> on; open while <paramref name="ToUtc"/> is null.</summary>
public sealed record Pause(DateTime FromUtc, DateTime? ToUtc);
