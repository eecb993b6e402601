using System.Data.Common;
using CptsReferral.Referrals.Reconciliation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Routing.Reconciliation;

/// <summary>Checks at intervals that every referral is accounted for. Of several processes one checks at a time; another takes over when
/// it does not come back.</summary>
sealed partial class Reconciler(
    IServiceScopeFactory scopes, IOptions<ReconciliationOptions> options, TimeProvider time, ILogger<Reconciler> logger) : BackgroundService
{
    /// <summary>Longer than a page takes; when somebody is killed while checking, the next check begins that much later.</summary>
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    // Often enough that a check begins when it is due, whoever made the last one.
    TimeSpan Look => options.Value.Every / 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            try
            {
                await CheckAsync(stoppingToken);
            }
            // The database is away or not migrated yet; the age of the last check says so.
            catch (Exception fault) when (fault is DbException or DbUpdateException or InvalidOperationException or TimeoutException)
            {
                Log.NotChecked(logger, fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Checks everything when a check is due and nobody else is at it.</summary>
    internal async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var check = scope.ServiceProvider.GetRequiredService<DbContext>().Set<StandingCheck>().Where(check => check.Id == StandingCheck.Only);
        var now = Now;
        var lease = now + Lease;
        if (await check.Where(row => row.NextUtc <= now && (row.LeasedUntilUtc == null || row.LeasedUntilUtc < now))
            .ExecuteUpdateAsync(row => row.SetProperty(c => c.LeasedUntilUtc, lease), cancellation) == 0)
        {
            return false;
        }

        var (open, accounted) = await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(RestAsync, cancellation);
        now = Now;
        var next = now + options.Value.Every;
        await check.ExecuteUpdateAsync(
            row => row.SetProperty(c => c.Open, open).SetProperty(c => c.Accounted, accounted).SetProperty(c => c.CheckedUtc, now)
                .SetProperty(c => c.NextUtc, next).SetProperty(c => c.LeasedUntilUtc, (DateTime?)null),
            cancellation);
        return true;

        async Task RestAsync(TimeSpan took)
        {
            var rest = took * options.Value.Rest;
            var longer = Now + rest + Lease;
            await check.ExecuteUpdateAsync(row => row.SetProperty(c => c.LeasedUntilUtc, longer), cancellation);
            await Task.Delay(rest, time, cancellation);
        }
    }

    DateTime Now => time.GetUtcNow().UtcDateTime;

    static partial class Log
    {
        [LoggerMessage(EventId = 3211, Level = LogLevel.Warning, Message = "The referrals could not be checked: {Fault}")]
        public static partial void NotChecked(ILogger logger, string fault);
    }
}
