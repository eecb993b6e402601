namespace CptsReferral.Gateway.Board;

/// <summary>Causes that a coordinator picks from; software may set others through the API, and they stay.</summary>
static class BreachCauses
{
    public static IReadOnlyList<string> All { get; } =
    [
        "nobody-on-duty", "overload", "absence", "waited-for-information", "wrong-lane", "technical", "requester-unreachable", "patient-unreachable", "target-too-short", "other",
    ];
}
