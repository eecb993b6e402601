using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Mutations;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <summary>Makes the requests of a run. Which operation, which kind and what is wrong follow from the seed and the number alone; ids and versions from
/// what the replies said until then.</summary>
sealed class Generator(int seed, Stock stock)
{
    static readonly string[] Stages = ["submitReferral", "claimReferral", "answerReferral", "informationRequestReferral", "openReferral"];

    readonly Ways ways = new(stock);
    readonly IReadOnlyList<ApiOperation> operations = [.. stock.Description.Operations, .. PortalOperations.All];

    /// <summary>How all words of a run begin that must never come back.</summary>
    public string Prefix => $"zqx{seed:x}n";

    public Attempt Make(int number)
    {
        var random = new Random(HashCode(number));
        var language = random.Once(2) ? "en" : "fr";
        var (kind, what, draft) = random.Next(10) switch
        {
            < 5 => (Kind.Valid, "as described", Valid(number, random)),
            < 9 => Mutated(number, random),
            _ => Wild(random),
        };
        if (!draft.Headers.Exists(header => header.Name == "Accept-Language") && draft.Framing != Framing.Raw)
            draft.Headers.Add(("Accept-Language", language));
        return new Attempt(number, kind, what, draft, language);
    }

    Draft Valid(int number, Random random) => ways.Valid(Operation(random), random, $"{Prefix}{number:x}z");

    (Kind Kind, string What, Draft Draft) Mutated(int number, Random random)
    {
        var draft = Valid(number, random);
        var mutation = random.Pick([.. Mutation.All.Where(one => one.Fits(draft))]);
        mutation.Apply(draft, random, stock);
        return (Kind.Mutated, mutation.Name, draft);
    }

    (Kind Kind, string What, Draft Draft) Wild(Random random)
    {
        var (draft, what) = RandomRequests.Make(random, stock);
        return (Kind.Random, what, draft);
    }

    // The early stages of a request more often: all later ones live on them.
    ApiOperation Operation(Random random) => random.Once(3)
        ? Named(random.Pick(Stages))
        : random.Pick(operations);

    ApiOperation Named(string id) => operations.First(one => one.Id == id);

    // The runtime's own hash codes are others in every process.
    int HashCode(int number) => unchecked((int)((((uint)seed * 2654435761) ^ ((uint)number * 2246822519)) & int.MaxValue));
}
