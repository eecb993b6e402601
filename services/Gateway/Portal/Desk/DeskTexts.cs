namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>Names the texts of this folder, in <c>DeskTexts.resx</c> (French) and <c>DeskTexts.en.resx</c>.</summary>
sealed class DeskTexts;
