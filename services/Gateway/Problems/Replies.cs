using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Problems;

/// <summary>The one place where the API turns what came of a call into what goes over HTTP.</summary>
static class Replies
{
    public static IResult Of<T>(Outcome<T> outcome, Func<T, IResult> show)
        where T : class => outcome.Succeeded(out var value, out var refusal) ? show(value) : Problem.From(refusal);

    public static async Task<IResult> OfAsync<T>(Task<Outcome<T>> outcome, Func<T, IResult> show)
        where T : class => Of(await outcome, show);

    /// <summary>The value as JSON.</summary>
    public static Task<IResult> OfAsync<T>(Task<Outcome<T>> outcome)
        where T : class => OfAsync(outcome, TypedResults.Ok);

    /// <summary>Nothing to show when nothing was refused.</summary>
    public static async Task<IResult> OfAsync(Task<Refusal?> refusal) => await refusal is { } refused ? Problem.From(refused) : TypedResults.NoContent();
}
