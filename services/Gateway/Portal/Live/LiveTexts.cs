namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Names the texts of this folder, in <c>LiveTexts.resx</c> (French) and <c>LiveTexts.en.resx</c>.</summary>
sealed class LiveTexts;
