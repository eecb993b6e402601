using CptsReferral.Support.Standalone;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>Files of the portal change their names with their content: the table has one line for those of one folder and one kind.</summary>
static class Asset
{
    const string Any = "/*.";

    /// <summary>The route of the line that is about a door.</summary>
    public static string LineOf(Door door) => door.IsAsset ? Family(door.Route) : door.Route;

    public static bool IsFamily(string route) => route.Contains(Any, StringComparison.Ordinal);

    /// <summary>The address of one of a family.</summary>
    public static string OfFamily(string family, IEnumerable<Door> doors) => "/" + doors.First(door => door.IsAsset && Family(door.Route) == family).Route;

    // Compressed it is the same file.
    static string Family(string route)
    {
        var file = route.EndsWith(".gz", StringComparison.Ordinal) ? route[..^3] : route;
        var folder = Path.GetDirectoryName(file) is { Length: > 0 } name ? $"/{name}" : "";
        return folder + Any + Path.GetExtension(file)[1..];
    }
}
