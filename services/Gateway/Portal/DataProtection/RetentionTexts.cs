namespace CptsReferral.Gateway.Portal.DataProtection;

/// <summary>Names the texts of this page, in <c>RetentionTexts.resx</c> (French) and <c>RetentionTexts.en.resx</c>.</summary>
sealed class RetentionTexts;
