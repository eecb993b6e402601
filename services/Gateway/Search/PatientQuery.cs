using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Search;

/// <summary>What somebody typed to find a patient: the beginnings of names in any order, a birth date, a national identifier; or a referral's reference.</summary>
sealed class PatientQuery
{
    /// <summary>Longest text that is looked for.</summary>
    public const int Longest = 100;

    // More narrows nothing any further; they are compared all the same.
    const int MostTraits = 6;

    readonly List<string> words = [];
    readonly string text;
    readonly DateOnly? born;
    readonly string? ins;

    PatientQuery(string text)
    {
        this.text = text.Trim();
        if (PatientTraits.IsIns(this.text))
        {
            ins = PatientTraits.Plain(this.text);
            return;
        }

        foreach (var piece in this.text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (born is null && PatientTraits.TryReadDate(piece, out var date))
                born = date;
            else
                words.AddRange(PatientTraits.Words(piece));
        }
    }

    /// <summary>Finds nothing for what nobody can type: it never reaches a query.</summary>
    public static PatientQuery Of(string text) => new(text.Length > Longest || text.Any(char.IsControl) ? "" : text);

    /// <summary>As references are stored.</summary>
    public string Reference => text.ToUpperInvariant();

    /// <summary>Whether a national identifier was typed.</summary>
    public bool IsByIns => ins is not null;

    /// <summary>What the index is asked for; empty when there is nothing to ask.</summary>
    public IReadOnlyList<Trait> Traits()
    {
        var traits = new List<Trait>();
        if (ins is not null)
            traits.Add(PatientTraits.Ins(ins));
        if (born is { } date)
            traits.Add(PatientTraits.Born(date));
        traits.AddRange(words.Where(PatientTraits.Narrows).Select(PatientTraits.Name).Distinct());
        // Two letters alone are the whole of a name, such as "LI".
        if (traits.Count == 0)
            traits.AddRange(words.Select(PatientTraits.Name).Distinct());
        return traits.Count > MostTraits ? traits[..MostTraits] : traits;
    }

    /// <summary>The index leads to a few too many: this is the answer.</summary>
    public bool Fits(Referral referral, PatientIdentity patient)
    {
        if (referral.Reference == Reference)
            return true;
        if (ins is not null)
            return patient.Ins is not null && PatientTraits.Plain(patient.Ins) == ins;
        var names = PatientTraits.Names(patient);
        return (born is not null || words.Count > 0)
            && (born is null || patient.BirthDate == born)
            && words.TrueForAll(word => names.Any(name => name.StartsWith(word, StringComparison.Ordinal)));
    }
}
