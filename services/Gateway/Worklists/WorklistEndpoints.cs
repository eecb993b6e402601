using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.Worklists;

static class WorklistEndpoints
{
    public static RouteGroupBuilder MapWorklists(this RouteGroupBuilder api)
    {
        api.MapGet("/worklists/{lane}", (string lane, Caller caller, Worklist worklist, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(worklist.ReadAsync(lane, caller, WorklistFilter.Everything, cursor, limit, cancellation)))
            .Produces<Page<ReferralLine>>().WithProblems(400, 404)
            .WithName("getWorklist").WithSummary("The desk's open referrals, what is due first on top.");
        return api;
    }
}
