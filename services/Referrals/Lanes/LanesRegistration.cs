using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The door of the lanes.</summary>
public static class LanesRegistration
{
    /// <summary>Catalogue and seed; needs a scoped <c>DbContext</c> whose model has the lane versions, and a <c>TimeProvider</c>.</summary>
    public static IServiceCollection AddLanes(this IServiceCollection services)
    {
        services.TryAddSingleton<LaneVersionCache>();
        services.TryAddScoped<LaneCatalogue>();
        services.TryAddScoped<LaneSeed>();
        return services;
    }
}
