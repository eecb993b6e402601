namespace CptsReferral.Gateway.Portal.Files;

/// <summary>Names the texts of this folder, in <c>FileTexts.resx</c> (French) and <c>FileTexts.en.resx</c>.</summary>
sealed class FileTexts;
