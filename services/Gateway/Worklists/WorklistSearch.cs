using System.Globalization;
using System.Text;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Worklists;

/// <summary>Finds a patient on a desk's open list. Names are sealed, so that what is open is unsealed and looked at here: up to a bound, and the
/// page says when there was more.</summary>
sealed class WorklistSearch(Worklist worklist, ReferralViews views)
{
    /// <summary>Most referrals that are looked at, in the order of the list.</summary>
    public const int Most = 500;

    const int Longest = 100;

    /// <param name="text">A reference, or the beginnings of a patient's names in any order.</param>
    public async Task<Outcome<WorklistFinds>> FindAsync(string lane, Caller caller, string text, CancellationToken cancellation)
    {
        if (!(await worklist.LaneAsync(lane, caller, cancellation)).Succeeded(out _, out var hidden))
            return hidden;
        var words = Words(text.Length > Longest ? "" : text);
        if (words.Length == 0)
            return new WorklistFinds([], Cut: false);

        var rows = await Worklist.InOrder(worklist.Open(lane)).Take(Most + 1).ToListAsync(cancellation);
        return new WorklistFinds(
            await views.FindAsync(rows.Take(Most), line => Is(line, text, words), caller, lane, cancellation), Cut: rows.Count > Most);
    }

    static bool Is(ReferralLine line, string text, string[] words)
    {
        if (line.Reference.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase))
            return true;
        var names = Words($"{line.Patient.BirthName} {line.Patient.GivenNames}");
        return words.All(word => names.Any(name => name.StartsWith(word, StringComparison.Ordinal)));
    }

    // "Hélène" is found by "helene", "LEFEBVRE-FICTIF" by "fictif".
    static string[] Words(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
                plain.Append(char.ToUpperInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(' ');
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>What was found; <paramref name="Cut"/> when the list is longer than what was looked at.</summary>
sealed record WorklistFinds(IReadOnlyList<ReferralLine> Lines, bool Cut);
