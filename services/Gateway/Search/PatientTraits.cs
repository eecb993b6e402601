using System.Globalization;
using System.Text;
using CptsReferral.Gateway.Validation;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Search;

/// <summary>By what a patient is found. Of a name only the beginning is indexed, three letters of each word: what narrows a list enough to open the rest
/// and compare, and names nobody, even to somebody who guesses from how often it occurs.</summary>
static class PatientTraits
{
    const int Beginning = 3;

    static readonly string[] DateFormats = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "d.M.yyyy", "dd-MM-yyyy", "d-M-yyyy", "ddMMyyyy"];

    public static IEnumerable<Trait> Of(PatientIdentity patient)
    {
        foreach (var word in Names(patient))
            yield return Name(word);
        yield return Born(patient.BirthDate);
        if (patient.Ins is { Length: > 0 } ins)
            yield return Ins(ins);
    }

    public static Trait Name(string word) => new("name", word.Length > Beginning ? word[..Beginning] : word);

    public static Trait Born(DateOnly date) => new("born", date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    public static Trait Ins(string ins) => new("ins", Plain(ins));

    /// <summary>Whether the word is long enough to narrow a list; of a shorter one only the whole word is indexed.</summary>
    public static bool Narrows(string word) => word.Length >= Beginning;

    public static string[] Names(PatientIdentity patient) => Words($"{patient.BirthName} {patient.GivenNames}");

    /// <summary>"Hélène" is found by "helene", "LEFEBVRE-FICTIF" by "fictif".</summary>
    public static string[] Words(string text)
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

    public static bool TryReadDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static bool IsIns(string text) => Nir.IsValid(text);

    /// <summary>As it is compared: without the spaces that people put into it.</summary>
    public static string Plain(string ins) => ins.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}

/// <summary>One thing that is known of a patient.</summary>
readonly record struct Trait(string Kind, string Value);
