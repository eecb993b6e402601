namespace CptsReferral.Gateway.Portal.BreakGlass;

/// <summary>Names the texts of these pages, in <c>BreakGlassTexts.resx</c> (French) and <c>BreakGlassTexts.en.resx</c>.</summary>
sealed class BreakGlassTexts;
