namespace CptsReferral.Referrals.Lanes;

/// <summary>Who answers.</summary>
/// <param name="Functions">Functions of people who work through this lane's list.</param>
/// <param name="Backup">Functions told when the ladder wakes the back-up; may be empty.</param>
public sealed record LaneDesk(string Code, LaneText Title, IReadOnlyList<string> Functions, IReadOnlyList<string> Backup);
