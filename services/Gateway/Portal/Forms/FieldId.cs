using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>How a field is found on the page: by its label, by the error summary, by the fault that validation names.</summary>
static class FieldId
{
    public static string Of(string name) => name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    /// <summary>What is wrong with a field, or with a part of it.</summary>
    public static string? Fault(this IReadOnlyList<Fault> faults, string name)
    {
        foreach (var fault in faults)
        {
            if (fault.Field == name || (fault.Field.StartsWith(name, StringComparison.Ordinal) && fault.Field[name.Length] is '[' or '.'))
                return fault.InThisLanguage();
        }

        return null;
    }
}
