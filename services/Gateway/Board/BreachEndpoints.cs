using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Board;

/// <summary>The register of missed targets, with the cause that a coordinator sets.</summary>
static class BreachEndpoints
{
    public const int CauseLength = 200;

    public static RouteGroupBuilder MapBreaches(this RouteGroupBuilder api)
    {
        api.MapGet("/breaches", ListAsync)
            .Produces<Page<BreachView>>().WithProblems(400, 403)
            .WithName("listBreaches").WithSummary("Missed targets, newest first.");
        api.MapPatch("/breaches/{id:guid}", PatchAsync)
            .Produces<BreachView>().WithEntityTag().WithProblems(400, 403, 404, 412, 413, 415, 422)
            .WithHeader("If-Match", "The entity tag that you read.", required: false)
            .WithName("setBreachCause").WithSummary("Set the cause of a missed target.");
        return api;
    }

    static async Task<IResult> ListAsync(Caller caller, CptsDbContext db, string? lane, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        if (!Paging.TryRead(cursor, limit, Paging.IsSortKey, out var page))
            return Problem.From(Unreadable.Query("cursor"));
        var breaches = db.Set<Breach>().AsNoTracking();
        if (!string.IsNullOrEmpty(lane) && !LaneCatalogue.IsCode(lane))
            return Problem.From(Unreadable.Query("lane"));
        if (!string.IsNullOrEmpty(lane))
            breaches = breaches.Where(b => b.Lane == lane);
        if (page.After is { } after)
            breaches = breaches.Where(b => string.Compare(b.SortKey, after) < 0);
        var rows = await breaches.OrderByDescending(b => b.SortKey).Take(page.Limit + 1)
            .Join(db.Set<Referral>(), b => b.ReferralId, r => r.Id, (breach, referral) => new { breach, referral.Reference, referral.Status, referral.HolderFunction })
            .OrderByDescending(row => row.breach.SortKey).ToListAsync(cancellation);
        return TypedResults.Ok(page.Of(rows, row => View(row.breach, row.Reference, row.Status, row.HolderFunction), row => row.breach.SortKey));
    }

    static async Task<IResult> PatchAsync(
        Guid id, Caller caller, Precondition precondition, Body<BreachCause> body, CptsDbContext db, TimeProvider time, HttpResponse response, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Problem.From(Caller.OnlyCoordinators);
        if (body.Unreadable is { } unreadable)
            return Problem.From(unreadable);
        if (await db.Set<Breach>().SingleOrDefaultAsync(b => b.Id == id, cancellation) is not { } breach)
            return Problem.From(new NotFound("breach.unknown", "Ce dépassement n'existe pas.", "There is no such breach."));
        var faults = new Faults(body.Faults);
        faults.RequiredText("cause", body.Value?.Cause, CauseLength);
        if ((precondition.Refuse(breach.Version) ?? faults.Refusal) is { } refusal)
            return Problem.From(refusal);

        breach.Cause = body.Value!.Cause;
        breach.CauseSetBy = caller.PersonId;
        breach.CauseSetUtc = time.GetUtcNow().UtcDateTime;
        breach.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.From(new Stale(breach.Version));
        }

        response.Headers.ETag = Precondition.Tag(breach.Version);
        var referral = await db.Set<Referral>().AsNoTracking().SingleAsync(r => r.Id == breach.ReferralId, cancellation);
        return TypedResults.Ok(View(breach, referral.Reference, referral.Status, referral.HolderFunction));
    }

    static BreachView View(Breach breach, string reference, ReferralStatus status, string? holderFunction) => new(
        breach.Id,
        breach.ReferralId,
        reference,
        breach.Lane,
        breach.LaneVersion,
        breach.Stage,
        status,
        holderFunction,
        ParisTime.Of(breach.DueUtc),
        ParisTime.Of(breach.RecordedUtc),
        breach.Cause,
        ParisTime.Of(breach.CauseSetUtc),
        breach.Version);
}

/// <summary>The cause of a missed target, in the coordinator's words or codes.</summary>
sealed record BreachCause([property: Required, MaxLength(BreachEndpoints.CauseLength)] string? Cause);

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
    string? Cause,
    DateTimeOffset? CauseSetAt,
    int Version);
