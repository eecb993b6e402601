using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CptsReferral.Referrals;

/// <summary>The door of the library.</summary>
public static class ReferralsRegistration
{
    /// <summary>Lanes and the content seal; needs a scoped <c>DbContext</c> over <see cref="ReferralsModel"/> and a <c>TimeProvider</c>.</summary>
    public static IServiceCollection AddReferrals(this IServiceCollection services)
    {
        services.AddLanes();
        services.TryAddSingleton<IContentSeal, UnencryptedSeal>();
        return services;
    }
}
