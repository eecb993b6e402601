namespace CptsReferral.Portal.Specs.Quality;

/// <summary>One page as one person comes to it.</summary>
/// <param name="Route">Of the component, as it is written there.</param>
/// <param name="Person">Null for somebody who is not signed in.</param>
/// <param name="Address">Where it is in the prepared world.</param>
public sealed record PageLine(string Route, string? Person, Func<PreparedWorld, string> Address, string? State = null)
{
    public int Status { get; init; } = 200;

    public override string ToString() => $"{Route}{(State is null ? "" : $" ({State})")}, {Person ?? "nobody"}";
}
