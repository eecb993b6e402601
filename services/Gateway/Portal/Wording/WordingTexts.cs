namespace CptsReferral.Gateway.Portal.Wording;

/// <summary>Names the texts of this folder, in <c>WordingTexts.resx</c> (French) and <c>WordingTexts.en.resx</c>.</summary>
sealed class WordingTexts;
