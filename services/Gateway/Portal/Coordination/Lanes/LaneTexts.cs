namespace CptsReferral.Gateway.Portal.Coordination.Lanes;

/// <summary>Names the texts of this folder, in <c>LaneTexts.resx</c> (French) and <c>LaneTexts.en.resx</c>.</summary>
sealed class LaneTexts;
