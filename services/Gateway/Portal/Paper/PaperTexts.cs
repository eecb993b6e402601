namespace CptsReferral.Gateway.Portal.Paper;

/// <summary>Names the texts of this folder, in <c>PaperTexts.resx</c> (French) and <c>PaperTexts.en.resx</c>.</summary>
sealed class PaperTexts;
