namespace CptsReferral.Gateway.Portal.Account;

/// <summary>Names the texts of the security page, in <c>SecurityTexts.resx</c> (French) and <c>SecurityTexts.en.resx</c>.</summary>
sealed class SecurityTexts;
