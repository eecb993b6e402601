using CptsReferral.Fuzz.Requests;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Mutations;

/// <summary>One thing that is wrong.</summary>
/// <param name="Fits">Whether a request has what it changes.</param>
sealed record Mutation(string Name, Func<Draft, bool> Fits, Action<Draft, Random, Stock> Apply)
{
    static readonly IReadOnlyList<IReadOnlyList<Mutation>> Groups = [JsonMutations.All, BodyMutations.All, HeaderMutations.All, AddressMutations.All, FileMutations.All];

    /// <summary>One that fits: what the request is made of first, so that no group counts for more because there are more ways to do it.</summary>
    public static Mutation Choose(Draft draft, Random random) =>
        random.Pick(random.Pick([.. Groups.Select(group => group.Where(one => one.Fits(draft)).ToList()).Where(group => group.Count > 0)]));

    public override string ToString() => Name;
}
