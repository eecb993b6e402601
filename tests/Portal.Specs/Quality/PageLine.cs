using CptsReferral.Portal.Specs.Browser;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>One page as one person comes to it.</summary>
/// <param name="Route">Of the component, as it is written there.</param>
/// <param name="Person">Null for somebody who is not signed in.</param>
/// <param name="Address">Where it is in the prepared world.</param>
public sealed record PageLine(string Route, string? Person, Func<PreparedWorld, string> Address, string? State = null)
{
    public int Status { get; init; } = 200;

    /// <summary>What the person does there before it is looked at, such as sending a form with faults.</summary>
    public Func<Visitor, Task>? Does { get; init; }

    /// <summary>What that is answered with; null when nothing is sent.</summary>
    public int? Then { get; init; }

    /// <summary>What the page is looked at without.</summary>
    public Func<PreparedWorld, Task>? Before { get; init; }

    public Func<PreparedWorld, Task>? After { get; init; }

    public override string ToString() => $"{Route}{(State is null ? "" : $" ({State})")}, {Person ?? "nobody"}";
}
