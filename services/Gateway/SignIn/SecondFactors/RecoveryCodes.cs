using System.Security.Cryptography;
using System.Text;

namespace CptsReferral.Gateway.SignIn.SecondFactors;

/// <summary>
/// Ten codes on paper for the day the telephone is lost; each works once. Only slow, salted hashes are kept (one salt a set): salt first,
/// then the codes that are left.
/// </summary>
static class RecoveryCodes
{
    public const int Count = 10;

    const int Letters = 10;
    const int SaltBytes = 16;
    const int HashBytes = 32;
    const int Iterations = 210_000;
    const char Between = ';';

    // No letter that looks like another.
    const string Alphabet = "23456789BCDFGHJKMNPQRTVWXY";

    public static (IReadOnlyList<string> Codes, string Kept) New()
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        string[] codes = [.. Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Letters))];
        return ([.. codes.Select(code => code.Insert(Letters / 2, "-"))], string.Join(Between, [Convert.ToBase64String(salt), .. codes.Select(code => Hash(code, salt))]));
    }

    /// <summary>What is left after this code; null when it is none of them.</summary>
    public static string? Use(string? kept, string typed)
    {
        if (kept?.Split(Between) is not [var salt, .. var hashes])
            return null;
        var code = string.Concat(typed.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var hash = Hash(code, Convert.FromBase64String(salt));
        return hashes.Contains(hash) ? string.Join(Between, [salt, .. hashes.Where(other => other != hash)]) : null;
    }

    public static int Left(string? kept) => kept?.Count(c => c == Between) ?? 0;

    static string Hash(string code, byte[] salt) =>
        Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), salt, Iterations, HashAlgorithmName.SHA512, HashBytes));
}
