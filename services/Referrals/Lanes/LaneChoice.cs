namespace CptsReferral.Referrals.Lanes;

/// <summary>A code that travels and the words that people read for it.</summary>
public sealed record LaneChoice(string Code, LaneText Title);
