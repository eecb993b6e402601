namespace CptsReferral.Fuzz.Checking;

/// <summary>A promise that was broken.</summary>
/// <param name="Attempt">The request that it was broken by; null where it is about the whole run.</param>
sealed record Violation(string Rule, string What, string? Attempt = null)
{
    public override string ToString() => Attempt is null ? $"**{Rule}**: {What}" : $"**{Rule}**: {What} (request {Attempt})";
}
