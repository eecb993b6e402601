namespace CptsReferral.Referrals.People;

/// <summary>
/// Reads the national identifier of a professional: PS_IdNat as the identity provider sends it (a prefix that names the register, then the
/// identifier), or the RPPS number as it stands on the card, whose last digit is checked, since a slip there would be somebody else.
/// </summary>
public static class NationalIds
{
    public const int Longest = 64;

    const int RppsLength = 11;
    const char RppsPrefix = '8';

    // 0 ADELI, 1 ADELI practice, 3 FINESS, 4 SIREN, 5 SIRET, 6 RPPS practice, 8 RPPS
    const string Prefixes = "0134568";

    /// <summary>The identifier with its prefix; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var id = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (id.Length == RppsLength && id.All(char.IsAsciiDigit))
            return HasLuhnKey(id) ? RppsPrefix + id : null;
        return id.Length is > 8 and <= Longest && Prefixes.Contains(id[0], StringComparison.Ordinal) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '.' or '_')
            && (id[0] != RppsPrefix || (id.Length == RppsLength + 1 && id.All(char.IsAsciiDigit)))
            ? id
            : null;
    }

    static bool HasLuhnKey(string digits)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[^(place + 1)] - '0';
            sum += place % 2 == 0 ? digit : (2 * digit / 10) + (2 * digit % 10);
        }

        return sum % 10 == 0;
    }
}
