using System.Linq.Expressions;
using CptsReferral.Referrals;

namespace CptsReferral.Gateway.Referrals;

/// <summary>What people search a list for: a reference or the code of an indication. Names are sealed and never searched.</summary>
sealed record ReferralWord(Expression<Func<Referral, bool>> Matches)
{
    const int Longest = 100;

    /// <summary>False for what nobody can type: it never reaches a query.</summary>
    public static bool TryRead(string text, out ReferralWord word)
    {
        var code = text.Trim();
        var reference = code.ToUpperInvariant();
        word = new(r => r.Reference == reference || r.Indication == code);
        return text.Length <= Longest && !text.Any(char.IsControl);
    }
}
