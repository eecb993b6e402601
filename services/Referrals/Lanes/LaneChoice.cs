namespace CptsReferral.Referrals.Lanes;

/// <summary>A code that travels and the words that people read for it.</summary>
/// <param name="Question">Of an indication: what is asked nearly always, for whoever adds no words of their own.</param>
public sealed record LaneChoice(string Code, LaneText Title, LaneText? Question = null);
