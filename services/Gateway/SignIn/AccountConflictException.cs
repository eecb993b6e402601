namespace CptsReferral.Gateway.SignIn;

/// <summary>Somebody else wrote the same account meanwhile, or took its name; what was wanted can be decided again.</summary>
sealed class AccountConflictException(string message) : InvalidOperationException(message);
