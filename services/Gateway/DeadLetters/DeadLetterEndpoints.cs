using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.DeadLetters;

/// <summary>Messages that failed for good, in every shape of the deployment: seen and sent again without a broker's console.</summary>
static class DeadLetterEndpoints
{
    static readonly Refusal Unknown = new NotFound("dead-letter.unknown", "Ce message n'existe pas ou n'est plus en échec.", "There is no such message, or it has not failed any more.");

    public static RouteGroupBuilder MapDeadLetters(this RouteGroupBuilder api)
    {
        api.MapGet("/dead-letters", ListAsync)
            .Produces<Page<DeadLetterView>>().WithProblems(400, 403)
            .WithName("listDeadLetters").WithSummary("Messages that failed for good, the latest first; ids and codes, no content.");
        api.MapPost("/dead-letters/{messageId:guid}/replay", ReplayAsync)
            .Produces(StatusCodes.Status204NoContent).WithProblems(403, 404)
            .WithName("replayDeadLetter").WithSummary("Send a failed message again, with all its attempts anew.");
        return api;
    }

    static async Task<IResult> ListAsync(Caller caller, IDeadLetters deadLetters, int? limit, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        var letters = await deadLetters.ListAsync(Math.Clamp(limit ?? Paging.DefaultLimit, 1, Paging.MaxLimit), cancellation);
        return TypedResults.Ok(new Page<DeadLetterView>([.. letters.Select(DeadLetterView.Of)], Next: null));
    }

    static async Task<IResult> ReplayAsync(Guid messageId, Caller caller, IDeadLetters deadLetters, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        return await deadLetters.ReplayAsync(messageId, cancellation) ? TypedResults.NoContent() : Problem.From(Unknown);
    }
}

/// <summary>One failed message. <paramref name="Fault"/> is a type; its text could quote data and is not kept.</summary>
sealed record DeadLetterView(
    Guid MessageId, string MessageType, string Destination, Guid? CorrelationId, DateTimeOffset StoredAt, DateTimeOffset FailedAt, string Fault, int Redeliveries)
{
    public static DeadLetterView Of(DeadLetter letter) => new(
        letter.MessageId, letter.MessageType, letter.Destination, letter.CorrelationId,
        ParisTime.Of(letter.StoredUtc), ParisTime.Of(letter.DeadUtc), letter.FaultType, letter.Redeliveries);
}
