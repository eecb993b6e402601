using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.ReturnLoop;

static class CallListEndpoints
{
    public static RouteGroupBuilder MapCallList(this RouteGroupBuilder api)
    {
        api.MapGet("/call-list", (Caller caller, CallList calls, CancellationToken cancellation) => Replies.OfAsync(calls.ListAsync(caller, cancellation)))
            .Produces<Page<CallView>>().WithProblems(403)
            .WithName("getCallList").WithSummary("Requesters to phone: they opened their answer on no channel.");
        api.MapPost("/call-list/{referralId:guid}/settle", (Guid referralId, Caller caller, CallList calls, CancellationToken cancellation) =>
                Replies.OfAsync(calls.SettleAsync(referralId, caller, cancellation)))
            .Produces(StatusCodes.Status204NoContent).WithProblems(403, 404)
            .WithName("settleCall").WithSummary("Say that the requester was reached.");
        return api;
    }
}

/// <summary>One requester to phone; where they asked for a doctor, reaching <paramref name="Doctor"/> does as well.</summary>
sealed record CallView(
    Guid ReferralId, string Reference, string Lane, string Name, string? Phone, DateTimeOffset ListedAt, string? Doctor = null, string? DoctorPhone = null);
