using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.BreakGlass;

static class BreakGlassEndpoints
{
    public static RouteGroupBuilder MapBreakGlass(this RouteGroupBuilder api)
    {
        api.MapPost("/break-glass", (Caller caller, Body<NewBreakGlass> body, GlassBreaking breaking, CancellationToken cancellation) =>
                Replies.OfAsync(breaking.OpenAsync(caller, body, cancellation), opened => TypedResults.Created(opened.Link, opened)))
            .Produces<BreakGlassView>(StatusCodes.Status201Created)
            .WithProblems(400, 403, 409, 410, 413, 415, 422, 429)
            .WithName("breakGlass").WithSummary("Open a referral that does not concern the caller, in an emergency, for a while. The people concerned are told, and it is reviewed.");
        api.MapGet("/break-glass", (Caller caller, BreakGlassReviews reviews, bool? unreviewed, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(reviews.ListAsync(caller, unreviewed, cursor, limit, cancellation)))
            .Produces<Page<BreakGlassReview>>().WithProblems(400, 403)
            .WithName("listBreakGlass").WithSummary("What was opened in an emergency, newest first, for the data-protection officer.");
        api.MapPost("/break-glass/{id:guid}/review", (Guid id, Caller caller, Body<NewBreakGlassReview> body, BreakGlassReviews reviews, CancellationToken cancellation) =>
                Replies.OfAsync(reviews.ReviewAsync(id, caller, body, cancellation)))
            .Produces<BreakGlassReview>().WithProblems(400, 403, 404, 409, 413, 415, 422)
            .WithName("reviewBreakGlass").WithSummary("Say whether an opening was justified, once.");
        return api;
    }
}

/// <summary>What is to be opened, and why.</summary>
/// <param name="Reference">Of the referral, exactly as it was told or printed.</param>
/// <param name="Justification">In the caller's words; the data-protection officer reads it.</param>
sealed record NewBreakGlass([property: Required] string? Reference, [property: Required] BreakGlassReason? Reason, [property: Required] string? Justification);

/// <summary>What the officer found.</summary>
sealed record NewBreakGlassReview([property: Required] BreakGlassVerdict? Verdict, string? Note);

/// <summary>A referral that is open to the caller for a while.</summary>
/// <param name="Link">Where the referral is read until then.</param>
sealed record BreakGlassView(Guid Id, Guid ReferralId, string Reference, BreakGlassReason Reason, DateTimeOffset At, DateTimeOffset Until, string Link)
{
    public static BreakGlassView Of(BreakGlassOpening opening, string reference) => new(
        opening.Id, opening.ReferralId, reference, opening.Reason, ParisTime.Of(opening.OpenedUtc), ParisTime.Of(opening.UntilUtc), $"/api/referrals/{opening.ReferralId}");
}

/// <summary>One opening: who, of what, why, until when, and what came of the review.</summary>
/// <param name="Justification">Null once the content of the referral was erased.</param>
/// <param name="ReviewBy">When the review is due.</param>
/// <param name="Overdue">Nobody reviewed it in time.</param>
public sealed record BreakGlassReview(
    Guid Id,
    PersonView Person,
    string Reference,
    BreakGlassReason Reason,
    string? Justification,
    DateTimeOffset At,
    DateTimeOffset Until,
    DateTimeOffset ReviewBy,
    bool Overdue,
    BreakGlassVerdict? Verdict,
    DateTimeOffset? ReviewedAt,
    PersonView? ReviewedBy,
    string? Note);
