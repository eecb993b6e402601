namespace CptsReferral.Support.Standalone;

/// <summary>One line of a host's routing table.</summary>
/// <param name="Method">What it answers to.</param>
/// <param name="Route">The pattern, as the table has it.</param>
/// <param name="IsAsset">A file as it lies there, the same for everybody.</param>
public sealed record Door(string Method, string Route, bool IsAsset)
{
    /// <summary>The method where the table names none.</summary>
    public const string AnyMethod = "ANY";
}
