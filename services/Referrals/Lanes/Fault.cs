namespace CptsReferral.Referrals.Lanes;

/// <summary>One thing wrong with what somebody sent, said in both languages.</summary>
/// <param name="Field">Path of the field, like <c>answers.chestPain</c>.</param>
/// <param name="Code">Stable word a program can act on: <c>required</c>, <c>type</c>, <c>red-flag</c>...</param>
public sealed record Fault(string Field, string Code, string French, string English);
