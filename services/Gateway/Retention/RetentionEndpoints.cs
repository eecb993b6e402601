using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.Retention;

static class RetentionEndpoints
{
    public static RouteGroupBuilder MapRetention(this RouteGroupBuilder api)
    {
        api.MapGet("/retention", (Caller caller, RetentionReading reading, CancellationToken cancellation) => Replies.OfAsync(reading.StateAsync(caller, cancellation)))
            .Produces<RetentionView>().WithProblems(403)
            .WithName("getRetention").WithSummary("How long content is kept, how much is in the archive and erased, and whether anything is overdue.");
        api.MapGet("/retention/erasures", (Caller caller, RetentionReading reading, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(reading.ErasuresAsync(caller, cursor, limit, cancellation)))
            .Produces<Page<ErasureView>>().WithProblems(400, 403)
            .WithName("listErasures").WithSummary("What was erased, newest first, each looked at again.");
        api.MapGet("/retention/holds", (Caller caller, RetentionHolds holds, CancellationToken cancellation) => Replies.OfAsync(holds.ListAsync(caller, cancellation)))
            .Produces<Page<HoldView>>().WithProblems(403)
            .WithName("listHolds").WithSummary("Requests that are kept whatever the periods say.");
        api.MapPut("/retention/holds/{reference}", (string reference, Caller caller, Body<NewHold> body, RetentionHolds holds, CancellationToken cancellation) =>
                Replies.OfAsync(holds.HoldAsync(reference, caller, body, cancellation)))
            .Produces<HoldView>().WithProblems(400, 403, 404, 410, 413, 415, 422)
            .WithName("holdReferral").WithSummary("Keep a request, with all that it was redirected to, until this is lifted.");
        api.MapDelete("/retention/holds/{reference}", (string reference, Caller caller, RetentionHolds holds, CancellationToken cancellation) =>
                Replies.OfAsync(holds.LiftAsync(reference, caller, cancellation)))
            .Produces(StatusCodes.Status204NoContent).WithProblems(403, 404)
            .WithName("liftHold").WithSummary("Let the periods go on.");
        return api;
    }
}

/// <summary>Periods in days, and how many referrals they have come to; with 0 overdue everything was done in time.</summary>
/// <param name="AtHandDays">From the last move until the archive.</param>
/// <param name="ArchiveDays">In the archive, until it is erased.</param>
/// <param name="Archived">Referrals in the archive.</param>
/// <param name="Erased">Referrals without content.</param>
/// <param name="Overdue">Requests that should have been archived or erased a day ago.</param>
sealed record RetentionView(double AtHandDays, double ArchiveDays, long Archived, long Erased, long Overdue);

/// <summary>One erasure: of which request, when, how much, and what speaks for it.</summary>
public sealed record ErasureView(
    string Reference,
    DateTimeOffset At,
    DateTimeOffset RestedSince,
    DateTimeOffset ArchivedAt,
    int Referrals,
    int Answers,
    int Notes,
    int Files,
    long Bytes,
    ErasureProof Proof);

/// <summary>Why a request is to be kept.</summary>
sealed record NewHold([property: Required] HoldReason? Reason);

/// <summary>One request that is kept.</summary>
public sealed record HoldView(string Reference, HoldReason Reason, DateTimeOffset Since)
{
    internal static HoldView Of(RetentionHold hold) => new(hold.Reference, hold.Reason, ParisTime.Of(hold.SinceUtc));
}
