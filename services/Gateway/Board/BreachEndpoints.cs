using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals;

namespace CptsReferral.Gateway.Board;

static class BreachEndpoints
{
    public static RouteGroupBuilder MapBreaches(this RouteGroupBuilder api)
    {
        api.MapGet("/breaches", (Caller caller, BreachRegister breaches, string? lane, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(breaches.ListAsync(caller, lane, cursor, limit, cancellation)))
            .Produces<Page<BreachView>>().WithProblems(400, 403)
            .WithName("listBreaches").WithSummary("Missed targets, newest first.");
        api.MapPatch("/breaches/{id:guid}", PatchAsync)
            .Produces<BreachView>().WithEntityTag().WithProblems(400, 403, 404, 412, 413, 415, 422)
            .WithHeader("If-Match", "The entity tag that you read.", required: false)
            .WithName("setBreachCause").WithSummary("Set the cause of a missed target.");
        return api;
    }

    static Task<IResult> PatchAsync(
        Guid id, Caller caller, Precondition precondition, Body<BreachCause> body, BreachRegister breaches, HttpResponse response, CancellationToken cancellation) =>
        Replies.OfAsync(breaches.SetCauseAsync(id, caller, precondition, body, cancellation), breach =>
        {
            response.Headers.ETag = Precondition.Tag(breach.Version);
            return TypedResults.Ok(breach);
        });
}

/// <summary>The cause of a missed target, in the coordinator's words or codes.</summary>
sealed record BreachCause([property: Required, MaxLength(BreachRegister.CauseLength)] string? Cause);

/// <summary>One missed target: times and codes, no content.</summary>
sealed record BreachView(
    Guid Id,
    Guid ReferralId,
    string Reference,
    string Lane,
    int LaneVersion,
    string Stage,
    ReferralStatus Status,
    string? HolderFunction,
    DateTimeOffset DueAt,
    DateTimeOffset RecordedAt,
    DateTimeOffset? KeptOnPaperAt,
    string? Cause,
    DateTimeOffset? CauseSetAt,
    int Version);
