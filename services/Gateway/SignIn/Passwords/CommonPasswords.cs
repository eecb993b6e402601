using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CptsReferral.Gateway.SignIn.Passwords;

/// <summary>
/// What people choose when twelve characters are asked for. The list holds stems: a password is common when nothing but digits, signs
/// and repetition is left of it around one of them, or when it walks along the keyboard or the alphabet.
/// </summary>
static class CommonPasswords
{
    static readonly FrozenSet<string> Stems = Read();

    static readonly string[] Walks =
        ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm", "aqwzsxedcrfvtgbyhn", "1qaz2wsx3edc4rfv5tgb", "qazwsxedcrfvtgb"];

    public static bool Holds(string password)
    {
        var plain = Plain(password);
        return IsCommon(plain) || IsCommon(Undisguised(plain));
    }

    static bool IsCommon(string plain)
    {
        var letters = string.Concat(plain.Where(char.IsAsciiLetter));
        return Stems.Contains(letters) || Stems.Contains(Once(letters)) || IsMadeOfStems(letters) || IsWalk(plain);
    }

    // "motdepassebonjour" is two of the list, not a third thing.
    static bool IsMadeOfStems(string letters)
    {
        var reached = new bool[letters.Length + 1];
        reached[0] = true;
        for (var start = 0; start < letters.Length; start++)
        {
            for (var end = start + 3; reached[start] && end <= letters.Length; end++)
                reached[end] |= Stems.Contains(letters[start..end]);
        }

        return reached[^1];
    }

    static bool IsWalk(string plain)
    {
        var covered = 0;
        for (var at = 0; at < plain.Length;)
        {
            var length = plain.Length - at;
            while (length > 2 && !IsPartOfWalk(plain.AsSpan(at, length)))
                length--;
            covered += length > 2 ? length : 0;
            at += Math.Max(length, 1);
        }

        return plain.Length - covered < 4;
    }

    static bool IsPartOfWalk(ReadOnlySpan<char> part)
    {
        Span<char> back = stackalloc char[part.Length];
        part.CopyTo(back);
        back.Reverse();
        foreach (var walk in Walks)
        {
            if (walk.AsSpan().Contains(part, StringComparison.Ordinal) || walk.AsSpan().Contains(back, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    // "abcabc" -> "abc"
    static string Once(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && string.Concat(Enumerable.Repeat(text[..length], text.Length / length)) == text)
                return text[..length];
        }

        return text;
    }

    // Lower case, no accents.
    static string Plain(string password) => string.Concat(password.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        .Select(char.ToLowerInvariant));

    static string Undisguised(string plain) =>
        string.Concat(plain.Select(c => c switch { '@' or '4' => 'a', '$' or '5' => 's', '€' or '3' => 'e', '!' or '1' => 'i', '0' => 'o', _ => c }));

    static FrozenSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream("CptsReferral.Gateway.SignIn.Passwords.common.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
    }
}
