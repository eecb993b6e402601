namespace CptsReferral.Contracts.Lanes;

/// <summary>A lane has a new version; a lane seen for the first time needs its desk queue.</summary>
public sealed record LaneChanged(string Lane, int LaneVersion);
