using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CptsReferral.Platform.Persistence;

/// <summary>Without the database nothing can be promised to anybody.</summary>
internal sealed class DatabaseCheck(CptsDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus);
}
