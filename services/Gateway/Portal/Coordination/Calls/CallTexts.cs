namespace CptsReferral.Gateway.Portal.Coordination.Calls;

/// <summary>Names the texts of this folder, in <c>CallTexts.resx</c> (French) and <c>CallTexts.en.resx</c>.</summary>
sealed class CallTexts;
