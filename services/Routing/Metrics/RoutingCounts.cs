using System.Data.Common;
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
        var sagas = scope.ServiceProvider.GetRequiredService<DbContext>().Set<ReferralRoutingState>().AsNoTracking();
        var overdue = time.GetUtcNow().UtcDateTime - Grace;
        snapshot.Keep(
            await sagas.LongCountAsync(saga => saga.NextAlarmUtc < overdue, cancellation),
            await sagas.LongCountAsync(saga => saga.LateSinceUtc != null, cancellation));
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 3101, Level = LogLevel.Warning, Message = "The late clocks could not be counted: {Fault}")]
        public static partial void NotCounted(ILogger logger, string fault);
    }
}
