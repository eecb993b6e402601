namespace CptsReferral.Drills.Faults;

/// <summary>One fault of the plan.</summary>
/// <param name="After">How long all is well before it.</param>
/// <param name="Lasts">How long it stays, where it is one that stays.</param>
/// <param name="Chance">Seed of what it chooses: which process, which messages.</param>
sealed record PlannedFault(int Number, Fault Fault, TimeSpan After, TimeSpan Lasts, int Chance)
{
    public override string ToString() => $"{Number}. {Fault.Kind} for {Lasts.TotalSeconds:F1} s, {After.TotalSeconds:F1} s after the one before has healed";
}
