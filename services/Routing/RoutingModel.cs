using CptsReferral.Routing.Saga;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Routing;

/// <summary>The table of this room.</summary>
public static class RoutingModel
{
    public static void Configure(ModelBuilder model) => model.ApplyConfiguration(new ReferralRoutingConfiguration());
}
