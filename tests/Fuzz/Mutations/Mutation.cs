using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Mutations;

/// <summary>One thing that is wrong.</summary>
/// <param name="Fits">Whether a request has what it changes.</param>
sealed record Mutation(string Name, Func<Draft, bool> Fits, Action<Draft, Random, Stock> Apply)
{
    public static IReadOnlyList<Mutation> All { get; } =
        [.. JsonMutations.All, .. BodyMutations.All, .. HeaderMutations.All, .. AddressMutations.All, .. FileMutations.All];

    public override string ToString() => Name;
}
