using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Search;

namespace CptsReferral.Gateway.Worklists;

static class WorklistEndpoints
{
    public static RouteGroupBuilder MapWorklists(this RouteGroupBuilder api)
    {
        api.MapGet("/worklists/{lane}", (string lane, Caller caller, Worklist worklist, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(worklist.ReadAsync(lane, caller, WorklistFilter.Everything, cursor, limit, cancellation)))
            .Produces<Page<ReferralLine>>().WithProblems(400, 404)
            .WithName("getWorklist").WithSummary("The desk's open referrals, what is due first on top.");
        api.MapPost("/worklists/{lane}/search", (string lane, Caller caller, Body<PatientSearch> body, WorklistSearch search, CancellationToken cancellation) =>
                Replies.OfAsync(PatientSearch.FindAsync(body, query => search.FindAsync(lane, caller, query, cancellation))))
            .Produces<ReferralFinds>().WithProblems(400, 404, 413, 415, 422)
            .WithName("searchWorklist").WithSummary("Find a patient among the desk's open referrals.");
        return api;
    }
}
