namespace CptsReferral.Gateway.Portal.Requests;

/// <summary>Names the texts of this folder, in <c>RequestsTexts.resx</c> (French) and <c>RequestsTexts.en.resx</c>.</summary>
sealed class RequestsTexts;
