namespace CptsReferral.Referrals.Lanes;

/// <summary>A text that people read, in both languages of the product.</summary>
public sealed record LaneText(string Fr, string En);
