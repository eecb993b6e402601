using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Coordination.Lanes;
using CptsReferral.Gateway.Portal.Coordination.Rota;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.ReturnLoop;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Portal.Coordination;

/// <summary>Who may see the coordinator's pages. The classes behind them ask again: a page is a second lock, not the only one.</summary>
static class CoordinationAccess
{
    /// <summary>Policy: coordinators.</summary>
    public const string Coordinators = "portal.coordinators";

    /// <summary>Policy: coordinators and those who phone requesters.</summary>
    public const string Callers = "portal.callers";

    public static void AddCoordination(this IServiceCollection services)
    {
        services.AddSingleton<ClockWords>();
        services.AddSingleton<LaneSentences>();
        services.AddScoped<RotaWords>();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<CallListOptions>>((authorization, calls) =>
        {
            authorization.AddPolicy(Coordinators, policy => Allow(policy, []));
            authorization.AddPolicy(Callers, policy => Allow(policy, calls.Value.Callers));
        });
    }

    static void Allow(AuthorizationPolicyBuilder policy, IReadOnlyList<string> functions) =>
        policy.AddAuthenticationSchemes(PortalSession.Scheme).RequireClaim(Caller.FunctionClaim, [Functions.Coordinator, .. functions]);
}
