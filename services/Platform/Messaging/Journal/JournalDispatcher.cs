using CptsReferral.Platform.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>
/// Sends what is due and was not handed over by whoever stored it: timers, what is to be tried again, what another process left behind. Several may run at
/// once, in one process or in many: each claims rows before it sends them.
/// </summary>
internal sealed partial class JournalDispatcher(
    IServiceScopeFactory scopes,
    IBusControl bus,
    JournalPost post,
    JournalHandover handover,
    JournalSignal signal,
    InFlight inFlight,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<JournalDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    // A look is one small query; people who work again after an outage should not wait for one.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly JournalOptions _journal = options.Value.Journal;
    private readonly DueSince _since = new();
    private bool _sentRowsAreTrue = options.Value.Transport != BusTransport.InMemory;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RoundAsync(stoppingToken))
                {
                    pause = FirstPause;
                    continue;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // The database is away or busy. Nothing is lost: the rows are there when it is back.
                handover.IsOpen = false;
                Log.RoundFailed(logger, fault);
            }

            // Sickness of the bus or the database is waited out in real time, whatever the clock of the product says.
            await Task.Delay(pause, TimeProvider.System, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }
    }

    // False means: something is out of order, come back later.
    private async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        if (!_sentRowsAreTrue)
        {
            await ForgetSentAsync(cancellationToken);
            _sentRowsAreTrue = true;
        }

        if (bus.CheckHealth().Status == BusHealthStatus.Unhealthy)
        {
            handover.IsOpen = false;
            return false;
        }

        var lookedAt = time.GetUtcNow();
        var (claimed, busIsUp) = await DispatchAsync(cancellationToken);
        handover.IsOpen = busIsUp;
        if (busIsUp && claimed == 0)
            await WaitForWorkAsync(lookedAt, cancellationToken);
        return busIsUp;
    }

    // What the in-memory transport held is gone with the last process.
    private async Task ForgetSentAsync(CancellationToken cancellationToken)
    {
        var now = Now();
        await using var scope = scopes.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<OutboxMessage>();
        await rows.Where(row => row.DeadUtc == null && (row.SentUtc != null || row.LockId != null)).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.SentUtc, (DateTime?)null)
                .SetProperty(row => row.NextSendUtc, now)
                .SetProperty(row => row.LockId, (Guid?)null)
                .SetProperty(row => row.LockedUntilUtc, (DateTime?)null),
            cancellationToken);
    }

    private async Task<(int Claimed, bool BusIsUp)> DispatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<JournalClaims>();
        var claim = Guid.CreateVersion7(time.GetUtcNow());
        var claimed = await claims.TakeAsync(claim, _since, inFlight.Full(), cancellationToken);
        if (claimed.Count == 0)
            return (0, true);

        var round = new JournalRound(_journal.Lease / 2);
        await post.SendAsync(claimed, round, cancellationToken);
        // Also when stopping: what left is noted, what did not is free for the next process.
        await claims.NoteSentAsync(claim, [.. round.Sent]);
        await claims.NoteFaultsAsync(claim, round.Failed);
        if (round.Sent.Count < claimed.Count)
            await claims.LetGoAsync(claim, claimed);
        return (claimed.Count, round.BusIsUp);
    }

    private async Task WaitForWorkAsync(DateTimeOffset lookedAt, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tick = Task.Delay(_journal.Poll, time, enough.Token);
        // A clock that was advanced between the look and the timer has already ended this pause.
        if (time.GetUtcNow() - lookedAt < _journal.Poll)
            await Task.WhenAny(tick, signal.NextAsync(enough.Token).AsTask());
        await enough.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "The message journal could not be worked on; it will be tried again")]
        public static partial void RoundFailed(ILogger logger, Exception fault);
    }
}
