namespace CptsReferral.Gateway.Portal.DataProtection;

/// <summary>Names the texts of this folder, in <c>ReadingTexts.resx</c> (French) and <c>ReadingTexts.en.resx</c>.</summary>
sealed class ReadingTexts;
