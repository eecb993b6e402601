namespace CptsReferral.Gateway.Portal.SignIn;

/// <summary>Names the texts of this folder, in <c>SignInTexts.resx</c> (French) and <c>SignInTexts.en.resx</c>.</summary>
sealed class SignInTexts;
