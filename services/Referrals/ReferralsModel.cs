using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Referrals;

/// <summary>The tables of this library.</summary>
public static class ReferralsModel
{
    public static void Configure(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(ReferralsModel).Assembly);
}
