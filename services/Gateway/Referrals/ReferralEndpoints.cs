using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Referrals;

static class ReferralEndpoints
{
    const int LongestWord = 100;

    public static RouteGroupBuilder MapReferrals(this RouteGroupBuilder api)
    {
        api.MapPost("/referrals", (Caller caller, IdempotencyKey key, Body<SubmitReferral> body, SubmitReferrals submit, CancellationToken cancellation) =>
                submit.SubmitAsync(caller, key, body, cancellation))
            .Produces<ReferralView>(StatusCodes.Status201Created)
            .WithProblems(400, 403, 413, 415, 422)
            .WithHeader("Idempotency-Key", "Any unique string of yours; the same key again returns the same referral.", required: true)
            .WithEntityTag().WithName("submitReferral").WithSummary("Post a request. Once answered 201 it cannot be lost.");
        api.MapGet("/referrals", ListAsync)
            .Produces<Page<ReferralLine>>().WithProblems(400)
            .WithName("listReferrals").WithSummary("Own requests (requester) or own claims (expert), newest first.");
        api.MapGet("/referrals/{id:guid}", (Guid id, Caller caller, ReferralViews views, CancellationToken cancellation) => views.AnswerAsync(id, caller, cancellation))
            .Produces<ReferralView>().WithProblems(404)
            .WithEntityTag().WithName("getReferral").WithSummary("A referral with its timeline, clock and answer, for the people concerned.");
        api.MapGet("/referrals/{id:guid}/clock", ClockAsync)
            .Produces<ClockView>().WithProblems(404)
            .WithName("getReferralClock").WithSummary("The deadline explained.");

        Move(api, "claim", "Take the referral. Of two who try, one wins.",
            (Guid id, Caller caller, Precondition precondition, DeskWork desk, CancellationToken cancellation) => desk.ClaimAsync(id, caller, precondition, cancellation));
        Move<ReleaseBody>(api, "release", "Give the claim back to the desk.",
            (Guid id, Caller caller, Precondition precondition, Body<ReleaseBody> body, DeskWork desk, CancellationToken cancellation) => desk.ReleaseAsync(id, caller, precondition, body, cancellation));
        Move<InformationRequestBody>(api, "information-request", "Ask the requester for more; the clock pauses.",
            (Guid id, Caller caller, Precondition precondition, Body<InformationRequestBody> body, DeskWork desk, CancellationToken cancellation) => desk.RequestInformationAsync(id, caller, precondition, body, cancellation));
        Move<AnswerBody>(api, "answer", "Answer, in the lane's form.",
            (Guid id, Caller caller, Precondition precondition, Body<AnswerBody> body, DeskWork desk, CancellationToken cancellation) => desk.AnswerAsync(id, caller, precondition, body, cancellation));
        Move<AnswerBody>(api, "amendment", "Correct an answer; the first version stays.",
            (Guid id, Caller caller, Precondition precondition, Body<AnswerBody> body, DeskWork desk, CancellationToken cancellation) => desk.AmendAsync(id, caller, precondition, body, cancellation));
        Move<DeclineBody>(api, "decline", "Decline, with a reason.",
            (Guid id, Caller caller, Precondition precondition, Body<DeclineBody> body, DeskWork desk, CancellationToken cancellation) => desk.DeclineAsync(id, caller, precondition, body, cancellation));
        Move<RedirectBody>(api, "redirect", "Send the request on to another lane, as a new, linked referral.",
            (Guid id, Caller caller, Precondition precondition, Body<RedirectBody> body, DeskWork desk, CancellationToken cancellation) => desk.RedirectAsync(id, caller, precondition, body, cancellation));

        Move<InformationBody>(api, "information", "Reply to the desk; the clock resumes.",
            (Guid id, Caller caller, Precondition precondition, Body<InformationBody> body, RequesterWork requester, CancellationToken cancellation) => requester.InformAsync(id, caller, precondition, body, cancellation));
        Move<CancelBody>(api, "cancel", "Withdraw an open request.",
            (Guid id, Caller caller, Precondition precondition, Body<CancelBody> body, RequesterWork requester, CancellationToken cancellation) => requester.CancelAsync(id, caller, precondition, body, cancellation));
        Move(api, "open", "Say that the answer was opened.",
            (Guid id, Caller caller, Precondition precondition, RequesterWork requester, CancellationToken cancellation) => requester.OpenAsync(id, caller, precondition, cancellation));
        Move<CloseBody>(api, "close", "Close, saying what the answer changed.",
            (Guid id, Caller caller, Precondition precondition, Body<CloseBody> body, RequesterWork requester, CancellationToken cancellation) => requester.CloseAsync(id, caller, precondition, body, cancellation));
        return api;
    }

    static void Move<TBody>(RouteGroupBuilder api, string move, string summary, Delegate handler) =>
        MapMove(api, move, summary, handler).WithProblems(400, 403, 404, 409, 412, 413, 415, 422);

    static void Move(RouteGroupBuilder api, string move, string summary, Delegate handler) =>
        MapMove(api, move, summary, handler).WithEmptyBody().WithProblems(400, 403, 404, 409, 412);

    static RouteHandlerBuilder MapMove(RouteGroupBuilder api, string move, string summary, Delegate handler) =>
        api.MapPost($"/referrals/{{id:guid}}/{move}", handler)
            .Produces<ReferralView>().WithEntityTag()
            .WithHeader("If-Match", "The entity tag that you read; when the referral changed since, nothing is done.", required: false)
            .WithName(OperationNames.Of(move)).WithSummary(summary);

    static async Task<IResult> ListAsync(
        Caller caller, CptsDbContext db, ReferralViews views, TimeProvider time, string? status, string? lane, string? q, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!Paging.TryRead(cursor, limit, Paging.IsSortKey, out var page))
            return Problem.From(Unreadable.Query("cursor"));
        var own = db.Set<Referral>().AsNoTracking();
        if (!string.IsNullOrEmpty(status))
        {
            if (!WireNames.TryParse<ReferralStatus>(status, out var wanted))
                return Problem.From(Unreadable.Query("status"));
            own = own.Where(r => r.Status == wanted);
        }

        if (!string.IsNullOrEmpty(lane))
        {
            if (!LaneCatalogue.IsCode(lane))
                return Problem.From(Unreadable.Query("lane"));
            own = own.Where(r => r.Lane == lane);
        }

        if (!string.IsNullOrWhiteSpace(q))
        {
            if (q.Length > LongestWord || q.Any(char.IsControl))
                return Problem.From(Unreadable.Query("q"));
            var word = q.Trim();
            var reference = word.ToUpperInvariant();
            own = own.Where(r => r.Reference == reference || r.Indication == word);
        }

        if (page.After is { } after)
            own = own.Where(r => string.Compare(r.SortKey, after) < 0);
        own = own.OrderByDescending(r => r.SortKey);
        // Two seeks, each on its own index, cost less than one condition with "or".
        var asked = await own.Where(r => r.RequesterId == caller.PersonId).Take(page.Limit + 1).ToListAsync(cancellation);
        var held = await own.Where(r => r.HolderId == caller.PersonId).Take(page.Limit + 1).ToListAsync(cancellation);
        var rows = asked.UnionBy(held, r => r.Id).OrderByDescending(r => r.SortKey, StringComparer.Ordinal).Take(page.Limit + 1).ToList();
        var now = time.GetUtcNow().UtcDateTime;
        return TypedResults.Ok(page.Of(rows, r => views.Line(r, caller, now), r => r.SortKey));
    }

    static async Task<IResult> ClockAsync(Guid id, Caller caller, CptsDbContext db, LaneCatalogue lanes, TimeProvider time, CancellationToken cancellation)
    {
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } referral)
            return Problem.From(ReferralAccess.Unknown);
        var lane = await lanes.OfAsync(referral, cancellation);
        return ReferralAccess.RefuseReading(caller, referral, lane) is { } hidden
            ? Problem.From(hidden)
            : TypedResults.Ok(ClockView.Of(referral, lane, time.GetUtcNow().UtcDateTime));
    }
}
