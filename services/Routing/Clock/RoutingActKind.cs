using System.Text.Json;

namespace CptsReferral.Routing.Clock;

/// <summary>What the clock of a referral, or of its return, can ask for; in this order when due at the same instant.</summary>
enum RoutingActKind
{
    Warning,
    Breach,
    TellHolder,
    ReleaseClaim,
    WakeBackup,
    TellCoordinator,
    ClaimTimeout,
    SecondChannel,
    CallList,
}

static class RoutingActKinds
{
    static readonly Dictionary<RoutingActKind, string> Codes = Enum.GetValues<RoutingActKind>()
        .ToDictionary(kind => kind, kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()));

    /// <summary>As in the lane's document and in the proofs.</summary>
    public static string Code(this RoutingActKind kind) => Codes[kind];

    /// <summary>Whether the act ends with a coordinator, who has something to do about it.</summary>
    public static bool NeedsCoordinator(this RoutingActKind kind) =>
        kind is RoutingActKind.Breach or RoutingActKind.WakeBackup or RoutingActKind.TellCoordinator;
}
