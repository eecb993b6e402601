using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Counts what waits, and forgets what was handled long ago.</summary>
internal sealed partial class JournalUpkeep(
    IServiceScopeFactory scopes,
    JournalCensus census,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<JournalUpkeep> logger) : BackgroundService
{
    // Long enough for an alert to be seen, and it ends by itself.
    private static readonly TimeSpan StraysShown = TimeSpan.FromDays(1);

    private readonly JournalOptions _journal = options.Value.Journal;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>();
                await CountAsync(db, stoppingToken);
                await ForgetAsync(db, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.Failed(logger, fault);
            }

            await Task.Delay(_journal.Upkeep, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CountAsync(CptsDbContext db, CancellationToken cancellationToken)
    {
        var takenAt = time.GetUtcNow();
        var now = takenAt.UtcDateTime;
        // A million timers lie behind these in the index, and are not looked at.
        var horizon = now + _journal.ResendAtMost + JournalClaims.LongestSendPause;
        var rows = db.Set<OutboxMessage>().AsNoTracking();
        var near = rows.Where(row => row.DeadUtc == null && row.NextSendUtc <= horizon);
        // One look at them for all of it.
        var seen = await near.GroupBy(_ => 1).Select(all => new
        {
            Oldest = all.Min(row => row.SentUtc == null && row.DueUtc <= now ? (DateTime?)row.DueUtc : null),
            Pending = all.Count(row => row.SentUtc == null && row.DueUtc <= now),
            Sent = all.Count(row => row.SentUtc != null),
        }).SingleOrDefaultAsync(cancellationToken);
        census.Take(new JournalCensus.Snapshot(
            takenAt,
            seen?.Oldest is { } oldest ? (now - oldest).TotalSeconds : 0,
            seen?.Pending ?? 0,
            seen?.Sent ?? 0,
            await rows.CountAsync(row => row.DeadUtc != null, cancellationToken),
            await db.Set<StrayMessage>().CountAsync(stray => stray.ArrivedUtc > now - StraysShown, cancellationToken)));
    }

    private async Task ForgetAsync(CptsDbContext db, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().UtcDateTime - _journal.HandledRetention;
        await db.Set<HandledMessage>().Where(handled => handled.HandledUtc < before).ExecuteDeleteAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2111, Level = LogLevel.Warning, Message = "The message journal could not be counted; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
