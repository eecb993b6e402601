using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking;

/// <summary>A promise that was not kept, with the referral and the operations that show it.</summary>
sealed record Violation(string Rule, Guid? Referral, string What, IReadOnlyList<Operation> Operations)
{
    public override string ToString() => $"{Rule}: {What}{(Referral is { } id ? $" (referral {id})" : "")}";
}
