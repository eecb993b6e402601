namespace CptsReferral.Referrals.Lanes;

/// <summary>What may and must be attached to a request.</summary>
/// <param name="Kinds">Media types accepted.</param>
/// <param name="Wanted">The pictures or papers the desk hopes for, in words.</param>
public sealed record LaneAttachments(int Min, int Max, IReadOnlyList<string> Kinds, IReadOnlyList<LaneChoice> Wanted);
