namespace CptsReferral.Gateway.Board;

/// <summary>Which missed targets a coordinator looks at.</summary>
/// <param name="Cause">One cause, or <see cref="NoCause"/>; any when empty.</param>
/// <param name="From">Recorded since; ever since when null.</param>
sealed record BreachFilter(string? Cause, DateTimeOffset? From)
{
    /// <summary>Those whose cause nobody set yet.</summary>
    public const string NoCause = "none";
}
