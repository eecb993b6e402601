using System.Globalization;
using System.Text;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;

/// <summary>A code made of words, so that nobody has to think one up; it is taken from then on.</summary>
static class NewCode
{
    const int Longest = 60;

    /// <summary>Like <c>return-to-sport</c>.</summary>
    public static string OfChoice(string words, HashSet<string> taken) => Free(string.Join('-', Parts(words, "choice")), "-", taken);

    /// <summary>Like <c>chestPainNow</c>.</summary>
    public static string OfQuestion(string words, HashSet<string> taken)
    {
        var parts = Parts(words, "question");
        var name = string.Concat(parts.Select((part, index) => index == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));
        return Free(char.IsAsciiLetter(name[0]) ? name : "q" + name, "", taken);
    }

    static string[] Parts(string words, string otherwise)
    {
        var plain = new StringBuilder();
        foreach (var character in words.ToLowerInvariant().Replace("œ", "oe", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                plain.Append(char.IsAsciiLetterOrDigit(character) ? character : ' ');
        }

        var parts = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? [otherwise] : parts;
    }

    static string Free(string code, string between, HashSet<string> taken)
    {
        code = code.Length > Longest ? code[..Longest].TrimEnd('-') : code;
        var free = code;
        for (var number = 2; !taken.Add(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{code}{between}{number}");
        return free;
    }
}
