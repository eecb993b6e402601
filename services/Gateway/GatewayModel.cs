using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway;

/// <summary>The gateway's own tables: people's accounts, idempotency keys and software clients.</summary>
public static class GatewayModel
{
    public static void Configure(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(GatewayModel).Assembly);
        model.UseOpenIddict();
    }
}
