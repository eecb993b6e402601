using System.Globalization;
using CptsReferral.Gateway.Portal.Forms;

namespace CptsReferral.Gateway.Portal.Coordination.Lanes.Lines;

/// <summary>Lines of a list among the fields of a form, numbered by their names, as in <c>indications[2].title.fr</c>. A number may be missing.</summary>
static class FormLines
{
    public static string Name(string list, int line) => $"{list}[{line.ToString(CultureInfo.InvariantCulture)}]";

    public static IReadOnlyList<int> Of(PostedForm form, string list) =>
    [
        .. form.Names.Where(name => name.StartsWith(list + "[", StringComparison.Ordinal))
            .Select(name => int.TryParse(name[(list.Length + 1)..].Split(']')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : -1)
            .Where(line => line >= 0).Distinct().Order(),
    ];

    /// <summary>The number of a line that comes after all others.</summary>
    public static int Next(PostedForm form, string list) => Of(form, list) is [.., var last] ? last + 1 : 0;

    public static PostedForm Without(PostedForm form, string line) => form.Renamed(name => Belongs(name, line) ? null : name);

    /// <summary>Two lines, each in the place of the other.</summary>
    public static PostedForm Exchanged(PostedForm form, string one, string other) => form.Renamed(name =>
        Belongs(name, one) ? other + name[one.Length..] : Belongs(name, other) ? one + name[other.Length..] : name);

    static bool Belongs(string name, string line) => name.StartsWith(line + ".", StringComparison.Ordinal);
}
