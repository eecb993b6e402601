using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;

namespace CptsReferral.Gateway.Reconciliation;

static class ReconciliationEndpoints
{
    public static RouteGroupBuilder MapReconciliation(this RouteGroupBuilder api)
    {
        api.MapGet("/reconciliation", (Caller caller, StandingCheckReading reading, CancellationToken cancellation) => Replies.OfAsync(reading.ReadAsync(caller, cancellation)))
            .Produces<StandingCheckView>().WithProblems(403)
            .WithName("getReconciliation").WithSummary("Whether every open referral is accounted for: open, accounted for, when checked, what disagreed.");
        return api;
    }
}
