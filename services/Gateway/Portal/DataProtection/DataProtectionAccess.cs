using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Authorization;

namespace CptsReferral.Gateway.Portal.DataProtection;

/// <summary>Who may see who read what. The class behind the page asks again.</summary>
static class DataProtectionAccess
{
    /// <summary>Policy: the data-protection officer.</summary>
    public const string Officers = "portal.data-protection";

    public static void AddDataProtectionPages(this IServiceCollection services) =>
        services.Configure<AuthorizationOptions>(authorization => authorization.AddPolicy(
            Officers, policy => policy.AddAuthenticationSchemes(PortalSession.Scheme).RequireClaim(Caller.FunctionClaim, Functions.DataProtectionOfficer)));
}
