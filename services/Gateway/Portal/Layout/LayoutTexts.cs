namespace CptsReferral.Gateway.Portal.Layout;

/// <summary>Names the texts of this folder, in <c>LayoutTexts.resx</c> (French) and <c>LayoutTexts.en.resx</c>.</summary>
sealed class LayoutTexts;
