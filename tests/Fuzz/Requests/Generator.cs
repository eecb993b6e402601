using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Mutations;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <summary>Makes the requests of a run. Which operation, which kind and what is wrong follow from the seed and the number alone; ids and versions from
/// what the replies said until then.</summary>
sealed class Generator(int seed, Stock stock)
{
    static readonly string[] Stages = ["submitReferral", "submitReferral", "claimReferral", "claimReferral", "answerReferral"];

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
            < 5 => (Kind.Valid, "as described", Valid(Operation(number, random), number, random)),
            < 9 => Mutated(number, random),
            _ => Wild(random),
        };
        return Ready(number, kind, what, draft, language);
    }

    /// <summary>A valid request to this very operation, or to the one that makes what it needs.</summary>
    public Attempt Make(int number, ApiOperation operation) =>
        Ready(number, Kind.Valid, "as described", Valid(operation, number, new Random(HashCode(number))), "fr");

    static Attempt Ready(int number, Kind kind, string what, Draft draft, string language)
    {
        if (!draft.Headers.Exists(header => header.Name == "Accept-Language") && draft.Framing != Framing.Raw)
            draft.Headers.Add(("Accept-Language", language));
        return new Attempt(number, kind, what, draft, language);
    }

    Draft Valid(ApiOperation operation, int number, Random random) => ways.Valid(operation, random, $"{Prefix}{number:x}z");

    (Kind Kind, string What, Draft Draft) Mutated(int number, Random random)
    {
        var draft = Valid(Operation(number, random), number, random);
        var mutation = Mutation.Choose(draft, random);
        mutation.Apply(draft, random, stock);
        return (Kind.Mutated, mutation.Name, draft);
    }

    (Kind Kind, string What, Draft Draft) Wild(Random random)
    {
        var (draft, what) = RandomRequests.Make(random, stock);
        return (Kind.Random, what, draft);
    }

    // Each in its turn; the early stages of a request more often: all later ones live on them.
    ApiOperation Operation(int number, Random random) => random.Once(3)
        ? Named(random.Pick(Stages))
        : operations[number % operations.Count];

    ApiOperation Named(string id) => operations.First(one => one.Id == id);

    // The runtime's own hash codes are others in every process.
    int HashCode(int number) => unchecked((int)((((uint)seed * 2654435761) ^ ((uint)number * 2246822519)) & int.MaxValue));
}
