using System.Text.RegularExpressions;

namespace CptsReferral.Gateway.Validation;

static partial class PhoneNumber
{
    /// <summary>Digits with the usual separators, 6 to 20 of them, an optional plus in front: foreign numbers are numbers too.</summary>
    public static bool IsPlausible(string value) => Shape().IsMatch(value);

    [GeneratedRegex(@"^\+?(?:[ .()-]*\d){6,20}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Shape();
}
