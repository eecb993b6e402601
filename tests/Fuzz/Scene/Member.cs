namespace CptsReferral.Fuzz.Scene;

/// <summary>One of the demo's people.</summary>
/// <param name="Name">The id of their software.</param>
sealed record Member(string Name, string Function, Guid Id)
{
    public bool IsCoordinator => Function == "coordinator";
}
