namespace CptsReferral.Gateway.Portal.ReferralPages;

/// <summary>Names the texts of this folder, in <c>ReferralTexts.resx</c> (French) and <c>ReferralTexts.en.resx</c>.</summary>
sealed class ReferralTexts;
