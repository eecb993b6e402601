using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Readings;
using CptsReferral.Gateway.Search;

namespace CptsReferral.Gateway.Referrals;

static class ReferralEndpoints
{
    public static RouteGroupBuilder MapReferrals(this RouteGroupBuilder api)
    {
        api.MapPost("/referrals", (Caller caller, IdempotencyKey key, Body<SubmitReferral> body, SubmitReferrals submit, CancellationToken cancellation) =>
                ReferralResult.OfAsync(submit.SubmitAsync(caller, key, body, cancellation)))
            .Produces<ReferralView>(StatusCodes.Status201Created)
            .WithProblems(400, 403, 413, 415, 422)
            .WithHeader("Idempotency-Key", "Any unique string of yours; the same key again returns the same referral.", required: true)
            .WithEntityTag().WithName("submitReferral").WithSummary("Post a request. Once answered 201 it cannot be lost.");
        api.MapGet("/referrals", (Caller caller, ReferralLists lists, string? status, string? lane, string? q, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(lists.OwnAsync(caller, new(status, lane, q), cursor, limit, cancellation)))
            .Produces<Page<ReferralLine>>().WithProblems(400)
            .WithName("listReferrals").WithSummary("Own requests (requester) or own claims (expert), newest first.");
        api.MapPost("/referrals/search", (Caller caller, Body<PatientSearch> body, ReferralLists lists, CancellationToken cancellation) =>
                Replies.OfAsync(PatientSearch.FindAsync(body, query => lists.FindAsync(caller, query, cancellation))))
            .Produces<ReferralFinds>().WithProblems(400, 413, 415, 422)
            .WithName("searchReferrals").WithSummary("Find a patient among own requests (requester) or own claims (expert), newest first.");
        api.MapGet("/referrals/{id:guid}", (Guid id, Caller caller, ReferralViews views, CancellationToken cancellation) =>
                ReferralResult.OfAsync(views.ReadAsync(id, caller, cancellation)))
            .Produces<ReferralView>().WithProblems(404, 410)
            .WithEntityTag().WithName("getReferral").WithSummary("A referral with its timeline, clock and answer, for the people concerned.");
        api.MapGet("/referrals/{id:guid}/clock", (Guid id, Caller caller, ReferralViews views, CancellationToken cancellation) =>
                Replies.OfAsync(views.ReadClockAsync(id, caller, cancellation)))
            .Produces<ClockView>().WithProblems(404, 410)
            .WithName("getReferralClock").WithSummary("The deadline explained.");
        api.MapGet("/referrals/{id:guid}/readers", (Guid id, Caller caller, ReferralReaders readers, CancellationToken cancellation) =>
                Replies.OfAsync(readers.ListAsync(id, caller, cancellation)))
            .Produces<Page<ReaderView>>().WithProblems(404, 410)
            .WithName("listReaders").WithSummary("Who has read this referral or its files, for the people concerned.");

        Move(api, "claim", "Take the referral. Of two who try, one wins.",
            (Guid id, Caller caller, Precondition precondition, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.ClaimAsync(id, caller, precondition, cancellation)));
        Move<ReleaseBody>(api, "release", "Give the claim back to the desk.",
            (Guid id, Caller caller, Precondition precondition, Body<ReleaseBody> body, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.ReleaseAsync(id, caller, precondition, body, cancellation)));
        Move<InformationRequestBody>(api, "information-request", "Ask the requester for more; the clock pauses.",
            (Guid id, Caller caller, Precondition precondition, Body<InformationRequestBody> body, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.RequestInformationAsync(id, caller, precondition, body, cancellation)));
        Move<ContactAttemptBody>(api, "contact-attempt", "Say that the patient could not be reached; the claim and the clock stay as they are.",
            (Guid id, Caller caller, Precondition precondition, Body<ContactAttemptBody> body, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.AttemptContactAsync(id, caller, precondition, body, cancellation)));
        Move<AnswerBody>(api, "answer", "Answer, in the lane's form.",
            (Guid id, Caller caller, Precondition precondition, Body<AnswerBody> body, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.AnswerAsync(id, caller, precondition, body, cancellation)));
        Move<AnswerBody>(api, "amendment", "Correct an answer; the first version stays.",
            (Guid id, Caller caller, Precondition precondition, Body<AnswerBody> body, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.AmendAsync(id, caller, precondition, body, cancellation)));
        Move<DeclineBody>(api, "decline", "Decline, for one of the reasons that the lane knows.",
            (Guid id, Caller caller, Precondition precondition, Body<DeclineBody> body, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.DeclineAsync(id, caller, precondition, body, cancellation)));
        Move<RedirectBody>(api, "redirect", "Send the request on to another lane, as a new, linked referral.",
            (Guid id, Caller caller, Precondition precondition, Body<RedirectBody> body, DeskWork desk, CancellationToken cancellation) =>
                ReferralResult.OfAsync(desk.RedirectAsync(id, caller, precondition, body, cancellation)));

        Move<InformationBody>(api, "information", "Reply to the desk; the clock resumes.",
            (Guid id, Caller caller, Precondition precondition, Body<InformationBody> body, RequesterWork requester, CancellationToken cancellation) =>
                ReferralResult.OfAsync(requester.InformAsync(id, caller, precondition, body, cancellation)));
        Move<CancelBody>(api, "cancel", "Withdraw an open request.",
            (Guid id, Caller caller, Precondition precondition, Body<CancelBody> body, RequesterWork requester, CancellationToken cancellation) =>
                ReferralResult.OfAsync(requester.CancelAsync(id, caller, precondition, body, cancellation)));
        Move(api, "open", "Say that the answer was opened.",
            (Guid id, Caller caller, Precondition precondition, RequesterWork requester, CancellationToken cancellation) =>
                ReferralResult.OfAsync(requester.OpenAsync(id, caller, precondition, cancellation)));
        Move<CloseBody>(api, "close", "Close, saying what the answer changed.",
            (Guid id, Caller caller, Precondition precondition, Body<CloseBody> body, RequesterWork requester, CancellationToken cancellation) =>
                ReferralResult.OfAsync(requester.CloseAsync(id, caller, precondition, body, cancellation)));
        return api;
    }

    static void Move<TBody>(RouteGroupBuilder api, string move, string summary, Delegate handler) =>
        MapMove(api, move, summary, handler).WithProblems(400, 403, 404, 409, 410, 412, 413, 415, 422);

    static void Move(RouteGroupBuilder api, string move, string summary, Delegate handler) =>
        MapMove(api, move, summary, handler).WithEmptyBody().WithProblems(400, 403, 404, 409, 410, 412);

    static RouteHandlerBuilder MapMove(RouteGroupBuilder api, string move, string summary, Delegate handler) =>
        api.MapPost($"/referrals/{{id:guid}}/{move}", handler)
            .Produces<ReferralView>().WithEntityTag()
            .WithHeader("If-Match", "The entity tag that you read; when the referral changed since, nothing is done.", required: false)
            .WithName(OperationNames.Of(move)).WithSummary(summary);
}
