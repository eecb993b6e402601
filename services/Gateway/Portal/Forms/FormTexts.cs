namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>Names the texts of this folder, in <c>FormTexts.resx</c> (French) and <c>FormTexts.en.resx</c>.</summary>
sealed class FormTexts;
