namespace CptsReferral.Gateway.Portal.Account;

/// <summary>Names the texts of this folder, in <c>AccountTexts.resx</c> (French) and <c>AccountTexts.en.resx</c>.</summary>
sealed class AccountTexts;
