namespace CptsReferral.Gateway.Portal.Errors;

/// <summary>Names the texts of this folder, in <c>ErrorTexts.resx</c> (French) and <c>ErrorTexts.en.resx</c>.</summary>
sealed class ErrorTexts;
