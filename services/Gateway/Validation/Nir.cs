using System.Globalization;
using System.Text.RegularExpressions;

namespace CptsReferral.Gateway.Validation;

/// <summary>INS/NIR number: 13 characters and a key, 97 - (n mod 97). Corsican departments 2A and 2B count as 19 and 18.</summary>
static partial class Nir
{
    public static bool IsValid(string value)
    {
        var nir = value.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (!Shape().IsMatch(nir))
            return false;
        var digits = nir[..13].Replace("2A", "19", StringComparison.Ordinal).Replace("2B", "18", StringComparison.Ordinal);
        var key = 97 - (int)(long.Parse(digits, CultureInfo.InvariantCulture) % 97);
        return key == int.Parse(nir[13..], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^[1-478]\d{4}(?:\d{2}|2[AB])\d{6}\d{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Shape();
}
