using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Validation;

/// <summary>Collects every fault of one input; a rule is a method with a name.</summary>
/// <param name="unreadable">Members that could not be read: nothing more is said about them, nor about what is inside or around them.</param>
sealed class Faults(IReadOnlyList<Fault> unreadable)
{
    readonly List<Fault> list = [.. unreadable];

    public Refusal? Refusal => list.Count > 0 ? new Invalid(list) : null;

    public void Add(string field, string code, string french, string english)
    {
        if (!list.Exists(fault => fault.Field == field) && !unreadable.Any(fault => IsInside(fault.Field, field) || IsInside(field, fault.Field)))
            list.Add(new Fault(field, code, french, english));
    }

    public void AddRange(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
            Add(fault.Field, fault.Code, fault.French, fault.English);
    }

    public bool Required(string field, object? value)
    {
        if (value is string text ? !string.IsNullOrWhiteSpace(text) : value is not null)
            return true;
        Add(field, "required", "Ce champ est obligatoire.", "This field is required.");
        return false;
    }

    public void NoLongerThan(string field, string? value, int characters)
    {
        if (value?.Length > characters)
            Add(field, "too-long", $"Au plus {characters} caractères.", $"At most {characters} characters.");
        // PostgreSQL has no such character, and no keyboard either.
        if (value?.Contains('\0', StringComparison.Ordinal) is true)
            Add(field, "unreadable", "Le texte contient un caractère invalide.", "The text contains an invalid character.");
    }

    public void RequiredText(string field, string? value, int characters)
    {
        if (Required(field, value))
            NoLongerThan(field, value, characters);
    }

    static bool IsInside(string inner, string outer) =>
        inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) && inner[outer.Length] is '.' or '[';
}
