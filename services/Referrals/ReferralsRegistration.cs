using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Referrals;

/// <summary>The door of the library.</summary>
public static class ReferralsRegistration
{
    /// <summary>Lanes; needs a scoped <c>DbContext</c> over <see cref="ReferralsModel"/> and a <c>TimeProvider</c>.</summary>
    public static IServiceCollection AddReferrals(this IServiceCollection services)
    {
        services.AddLanes();
        return services;
    }
}
