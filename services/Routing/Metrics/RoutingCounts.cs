using System.Data.Common;
using CptsReferral.Referrals.Reconciliation;
using CptsReferral.Routing.Saga;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Routing.Metrics;

/// <summary>Counts what is late every few seconds. Both counts run over an index that settled sagas are not in the way of.</summary>
sealed partial class RoutingCounts(
    IServiceScopeFactory scopes, RoutingSnapshot snapshot, TimeProvider time, ILogger<RoutingCounts> logger) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await CountAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
            {
                Log.NotCounted(logger, fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task CountAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DbContext>();
        var sagas = db.Set<ReferralRoutingState>().AsNoTracking();
        var now = time.GetUtcNow().UtcDateTime;
        var overdue = now - Grace;
        var check = await db.Set<StandingCheck>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        snapshot.Keep(
            await sagas.LongCountAsync(saga => saga.NextAlarmUtc < overdue, cancellation),
            await sagas.LongCountAsync(saga => saga.LateSinceUtc != null, cancellation),
            check?.CheckedUtc is { } at ? new RoutingSnapshot.LastCheck(check.Open, check.Accounted, (now - at).TotalSeconds) : null);
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "The late clocks could not be counted: {Fault}")]
        public static partial void NotCounted(ILogger logger, string fault);
    }
}
