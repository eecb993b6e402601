using CptsReferral.Contracts.Routing;
using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Reconciliation;
using CptsReferral.Routing.Metrics;
using CptsReferral.Routing.Saga;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Routing.Reconciliation;

/// <summary>One whole check: every referral that something is owed for, page by page along an index that holds no others.</summary>
sealed partial class Sweep(
    DbContext db,
    IMessagesUnderway messages,
    IPublishEndpoint publisher,
    Accounts accounts,
    Suspicions suspicions,
    RoutingMeter meter,
    IOptions<ReconciliationOptions> options,
    TimeProvider time,
    ILogger<Sweep> logger)
{
    DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Checks everything, has repaired what it believes, and returns how many are open and how many of them accounted for.</summary>
    /// <param name="rest">Called after each full page with the time that it took.</param>
    public async Task<(int Open, int Accounted)> RunAsync(Func<TimeSpan, Task> rest, CancellationToken cancellation)
    {
        // A lookup: two processes that checked at once may both have written down the same.
        var rows = await db.Set<Discrepancy>().Where(found => found.UnresolvedKey != null).OrderBy(found => found.UnresolvedKey).ToListAsync(cancellation);
        var unresolved = rows.ToLookup(found => found.ReferralId);
        var underway = await messages.ListAsync<ClockAlarm>(cancellation);
        var standing = new HashSet<Guid>();
        var open = 0;
        var after = "";
        while (true)
        {
            var startedAt = time.GetTimestamp();
            var page = await ReadAsync(after, cancellation);
            var scheduled = await messages.ScheduledAsync([.. page.Select(sight => sight.AlarmToken).OfType<Guid>()], cancellation);
            foreach (var sight in page)
            {
                if (accounts.Examine(sight, underway[sight.ReferralId], scheduled) is { } kind && (suspicions.Confirms(sight, kind) || unresolved.Contains(sight.ReferralId)))
                {
                    standing.Add(sight.ReferralId);
                    await BelieveAsync(sight, kind, unresolved[sight.ReferralId].FirstOrDefault(), cancellation);
                }
            }

            await db.SaveChangesAsync(cancellation);
            open += page.Count;
            if (page.Count < options.Value.Page)
                break;
            after = page[^1].OwedKey;
            await rest(time.GetElapsedTime(startedAt));
        }

        foreach (var found in rows.Where(found => !standing.Contains(found.ReferralId)))
            found.ResolvedUtc = Now;
        await db.SaveChangesAsync(cancellation);
        suspicions.Turn();
        return (open, open - standing.Count);
    }

    Task<List<Sight>> ReadAsync(string after, CancellationToken cancellation) => db.Set<Referral>().AsNoTracking()
        .Where(r => r.OwedKey != null && string.Compare(r.OwedKey, after) > 0)
        .OrderBy(r => r.OwedKey)
        .Take(options.Value.Page)
        .LeftJoin(db.Set<ReferralRoutingState>(), r => r.Id, saga => saga.CorrelationId, (r, saga) => new { Referral = r, Saga = saga })
        .OrderBy(both => both.Referral.OwedKey)
        .Select(both => new Sight(
            both.Referral.Id,
            both.Referral.OwedKey!,
            both.Referral.Lane,
            both.Referral.Status,
            both.Referral.Version,
            both.Referral.DeliveredUtc != null,
            both.Referral.OpenedUtc != null,
            both.Referral.WorklistDueUtc != null,
            both.Saga == null ? null : both.Saga.CurrentState,
            both.Saga == null ? null : both.Saga.SeenVersion,
            both.Saga == null ? null : both.Saga.Version,
            both.Saga != null && both.Saga.NextAlarmUtc != null,
            both.Saga == null ? null : both.Saga.ClockAlarmToken))
        .ToListAsync(cancellation);

    async Task BelieveAsync(Sight sight, string kind, Discrepancy? known, CancellationToken cancellation)
    {
        if (known is null)
        {
            known = new Discrepancy(Guid.CreateVersion7(time.GetUtcNow())) { ReferralId = sight.ReferralId, Lane = sight.Lane, FoundUtc = Now };
            db.Add(known);
            meter.Disagreed(sight.Lane, kind);
            Log.Disagrees(logger, sight.ReferralId, kind);
        }

        known.Kind = kind;
        if (kind == DiscrepancyKinds.FailedMessage || known.Repairs == options.Value.Repairs || Now - known.RepairedUtc < options.Value.PatienceWithRepair)
            return;
        known.Repairs++;
        known.RepairedUtc = Now;
        await publisher.Publish(new ReviewReferral(sight.ReferralId, sight.Lane, Now), cancellation);
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 3201, Level = LogLevel.Warning, Message = "Referral {ReferralId} is not accounted for: {Kind}")]
        public static partial void Disagrees(ILogger logger, Guid referralId, string kind);
    }
}
