using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Validation;

/// <summary>Collects every fault of one input; a rule is a method with a name.</summary>
sealed class Faults(IEnumerable<Fault> found)
{
    readonly List<Fault> list = [.. found];

    public IReadOnlyList<Fault> All => list;

    public Refusal? Refusal => list.Count > 0 ? new Invalid(list) : null;

    public void Add(string field, string code, string french, string english)
    {
        // A member that could not be read is already a fault; that it is now missing is not a second one.
        if (!list.Exists(fault => fault.Field == field || fault.Field.StartsWith(field + ".", StringComparison.Ordinal) || fault.Field.StartsWith(field + "[", StringComparison.Ordinal)))
            list.Add(new Fault(field, code, french, english));
    }

    public void AddRange(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
            Add(fault.Field, fault.Code, fault.French, fault.English);
    }

    public bool Required(string field, object? value)
    {
        if (value is not null && value is not string { Length: 0 } && !(value is string text && string.IsNullOrWhiteSpace(text)))
            return true;
        Add(field, "required", "Ce champ est obligatoire.", "This field is required.");
        return false;
    }

    public void NoLongerThan(string field, string? value, int characters)
    {
        if (value?.Length > characters)
            Add(field, "too-long", $"Au plus {characters} caractères.", $"At most {characters} characters.");
    }

    public void RequiredText(string field, string? value, int characters)
    {
        if (Required(field, value))
            NoLongerThan(field, value, characters);
    }
}
