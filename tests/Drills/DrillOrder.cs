using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills;

/// <summary>What is asked for.</summary>
/// <param name="Faults">Kinds of faults; all of the shape when empty.</param>
sealed record DrillOrder(Shape Shape, int Seconds, int Seed, IReadOnlyCollection<string> Faults)
{
    /// <summary>Whether faults in different places may come at once; otherwise one comes after the other.</summary>
    public bool Overlap { get; init; }

    /// <summary>How many stories go on at once.</summary>
    public int People { get; init; } = 8;
}
