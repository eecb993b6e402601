namespace CptsReferral.Gateway.Portal.Coordination.Board;

/// <summary>Names the texts of this folder, in <c>BoardTexts.resx</c> (French) and <c>BoardTexts.en.resx</c>.</summary>
sealed class BoardTexts;
