using System.Reflection;

namespace CptsReferral.Architecture;

/// <summary>The assemblies of the house.</summary>
static class Rooms
{
    public static IReadOnlyList<Assembly> Services { get; } =
    [
        .. new[]
        {
            "CptsReferral.Referrals", "CptsReferral.Platform", "CptsReferral.Gateway", "CptsReferral.Routing",
            "CptsReferral.Desk", "CptsReferral.Delivery", "CptsReferral.Standalone",
        }.Select(Assembly.Load),
    ];
}
