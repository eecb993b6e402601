using System.Diagnostics.Metrics;
using CptsReferral.Referrals;
using CptsReferral.Referrals.ReturnLoop;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery.ReturnLoop;

/// <summary>Counts what is open on the call list for the metrics. A count that could not be refreshed is not reported: a flat line must
/// mean that nothing changed.</summary>
sealed class CallListGauge(IServiceScopeFactory scopes, DeliveryTelemetry telemetry, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    static readonly TimeSpan StaleAfter = 3 * Every;

    sealed record Snapshot(int Open, DateTimeOffset At);

    volatile Snapshot? latest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        telemetry.Watch(Read);
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await CountAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    IEnumerable<Measurement<int>> Read() =>
        latest is { } snapshot && time.GetUtcNow() - snapshot.At < StaleAfter ? [new Measurement<int>(snapshot.Open)] : [];

    async Task CountAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DbContext>();
            var open = await db.Set<CallListEntry>()
                .Where(entry => entry.SettledUtc == null)
                .Join(db.Set<Referral>(), entry => entry.ReferralId, referral => referral.Id, (_, referral) => referral.OpenedUtc)
                .CountAsync(opened => opened == null, stoppingToken);
            latest = new Snapshot(open, time.GetUtcNow());
        }
        catch (Exception failure) when (failure is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            // The database is away or not migrated yet; health and the outbox say so, and this gauge falls silent.
        }
    }
}
