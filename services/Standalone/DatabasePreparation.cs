using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Standalone.Rights;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Standalone;

static class DatabasePreparation
{
    /// <summary>Embedded: always. Against a server: only when asked, by the one job that runs before the hosts.</summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app, StandaloneArguments arguments)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>();
        if (!arguments.Migrate && !db.Database.IsSqlite())
            return;
        await db.BringUpToDateAsync(scope.ServiceProvider.GetRequiredService<TimeProvider>());
        await scope.ServiceProvider.GetRequiredService<LaneSeed>().EnsureAsync();
        if (arguments.Migrate)
            await FirstSteps.AddAskedAccountsAsync(scope.ServiceProvider, arguments);
    }

    /// <summary>The schema of this program, and on it for each host what that host does.</summary>
    public static async Task BringUpToDateAsync(this CptsDbContext db, TimeProvider time, CancellationToken cancellation = default)
    {
        // Who has nothing to do needs no turn: one that is killed while it only looks keeps nobody out.
        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            await db.Database.ForgetAbandonedMigrationAsync(time.GetUtcNow(), cancellation);
            await db.Database.MigrateAsync(cancellation);
        }

        await db.GrantHostsAsync(cancellation);
    }
}
