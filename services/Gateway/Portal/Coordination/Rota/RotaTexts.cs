namespace CptsReferral.Gateway.Portal.Coordination.Rota;

/// <summary>Names the texts of this folder, in <c>RotaTexts.resx</c> (French) and <c>RotaTexts.en.resx</c>.</summary>
sealed class RotaTexts;
