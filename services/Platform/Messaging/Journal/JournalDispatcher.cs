using CptsReferral.Platform.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>
/// Sends what is due. Several may run at once, in one process or in many: each claims rows before it sends them.
/// </summary>
internal sealed partial class JournalDispatcher(
    IServiceScopeFactory scopes,
    IBusControl bus,
    JournalSender sender,
    JournalSignal signal,
    InFlight inFlight,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<JournalDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    // A look is one small query; people who work again after an outage should not wait for one.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>The longest that a message whose time has come waits for its next attempt at a healthy bus.</summary>
    public static readonly TimeSpan LongestSendPause = TimeSpan.FromSeconds(30);

    private readonly JournalOptions _journal = options.Value.Journal;
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
            return false;

        var lookedAt = time.GetUtcNow();
        var (claimed, busIsUp) = await DispatchAsync(cancellationToken);
        if (!busIsUp)
            return false;
        if (claimed == 0)
            await WaitForWorkAsync(lookedAt, cancellationToken);
        return true;
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
        var rows = scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<OutboxMessage>();
        var (claim, claimed) = await ClaimAsync(rows, cancellationToken);
        if (claimed.Count == 0)
            return (0, true);

        var round = new JournalRound(_journal.Lease / 2);
        try
        {
            // Messages about one referral keep their order. Those about others wait neither for them nor for the broker's word on each.
            await Task.WhenAll(claimed.GroupBy(row => row.CorrelationId ?? row.MessageId).Select(group => SendInOrderAsync(group, round, cancellationToken)));
        }
        finally
        {
            // Also when stopping: what left is noted, what did not is free for the next process.
            await NoteSentAsync(rows, claim, [.. round.Sent]);
            foreach (var (row, fault, kind) in round.Failed)
                await NoteFaultAsync(rows, claim, row, fault, mayPark: kind == SendFault.Message);
            if (round.Sent.Count < claimed.Count)
                await LetGoAsync(rows, claim, claimed);
        }

        return (claimed.Count, round.BusIsUp);
    }

    private async Task<(Guid Claim, List<OutboxMessage> Rows)> ClaimAsync(DbSet<OutboxMessage> rows, CancellationToken cancellationToken)
    {
        var now = Now();
        var until = now + _journal.Lease;
        var claim = Guid.CreateVersion7(time.GetUtcNow());
        var free = rows.Where(row => row.DeadUtc == null && row.NextSendUtc <= now
            && (row.LockedUntilUtc == null || row.LockedUntilUtc <= now));
        if (inFlight.Full() is { Count: > 0 } full)
            free = free.Where(row => !full.Contains(row.Destination));

        var candidates = await free.OrderBy(row => row.NextSendUtc).ThenBy(row => row.Sequence)
            .Select(row => row.Sequence).Take(_journal.Batch).ToListAsync(cancellationToken);
        if (candidates.Count == 0)
            return (claim, []);

        // The condition is repeated: between the two statements another dispatcher may have been faster.
        await free.Where(row => candidates.Contains(row.Sequence)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LockId, claim).SetProperty(row => row.LockedUntilUtc, until),
            cancellationToken);
        // By their keys: among a million timers no other index finds them.
        var claimed = await rows.AsNoTracking().Where(row => candidates.Contains(row.Sequence) && row.LockId == claim)
            .OrderBy(row => row.NextSendUtc).ThenBy(row => row.Sequence).ToListAsync(cancellationToken);
        return (claim, claimed);
    }

    private async Task SendInOrderAsync(IEnumerable<OutboxMessage> group, JournalRound round, CancellationToken cancellationToken)
    {
        foreach (var row in group)
        {
            if (!round.GoesOn)
                return;
            await SendAsync(row, round, cancellationToken);
        }
    }

    private async Task SendAsync(OutboxMessage row, JournalRound round, CancellationToken cancellationToken)
    {
        try
        {
            if (row.ExpiresUtc is null || row.ExpiresUtc > Now())
            {
                // Before it is sent: whoever receives it may be faster than we are.
                inFlight.Add(row);
                await sender.SendAsync(row, cancellationToken);
            }

            round.Sent.Enqueue(row);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            var kind = SendFaults.Read(fault);
            Log.SendFailed(logger, row.MessageId, row.MessageType, kind, fault);
            round.Fail(row, fault, kind);
        }
    }

    private async Task NoteSentAsync(DbSet<OutboxMessage> rows, Guid claim, List<OutboxMessage> sent)
    {
        var now = Now();
        var done = sent.Where(row => row.IsReply || row.ExpiresUtc <= now).Select(row => row.Sequence).ToList();
        if (done.Count > 0)
            await rows.Where(row => done.Contains(row.Sequence)).ExecuteDeleteAsync(CancellationToken.None);

        // A consumer may be faster than this note: a row it handled is gone, a row it postponed has lost our claim.
        foreach (var group in sent.Where(row => !done.Contains(row.Sequence)).GroupBy(row => row.SendCount))
        {
            var sequences = group.Select(row => row.Sequence).ToList();
            var again = now + Grace(group.Key);
            await rows.Where(row => row.LockId == claim && sequences.Contains(row.Sequence)).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.SentUtc, now)
                    .SetProperty(row => row.SendCount, row => row.SendCount + 1)
                    .SetProperty(row => row.SendFaults, 0)
                    .SetProperty(row => row.NextSendUtc, again)
                    .SetProperty(row => row.LockId, (Guid?)null)
                    .SetProperty(row => row.LockedUntilUtc, (DateTime?)null),
                CancellationToken.None);
        }
    }

    private static async Task LetGoAsync(DbSet<OutboxMessage> rows, Guid claim, List<OutboxMessage> claimed)
    {
        var sequences = claimed.Select(row => row.Sequence).ToList();
        await rows.Where(row => sequences.Contains(row.Sequence) && row.LockId == claim).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LockId, (Guid?)null).SetProperty(row => row.LockedUntilUtc, (DateTime?)null),
            CancellationToken.None);
    }

    private async Task NoteFaultAsync(DbSet<OutboxMessage> rows, Guid claim, OutboxMessage row, Exception fault, bool mayPark)
    {
        var now = Now();
        var faults = row.SendFaults + 1;
        var parked = mayPark && faults >= _journal.SendAttempts;
        if (parked)
            Log.Parked(logger, row.MessageId, row.MessageType, faults);
        await rows.Where(candidate => candidate.Sequence == row.Sequence && candidate.LockId == claim).ExecuteUpdateAsync(
            set => set
                .SetProperty(candidate => candidate.SendFaults, faults)
                .SetProperty(candidate => candidate.NextSendUtc, now + Pause(faults))
                .SetProperty(candidate => candidate.DeadUtc, parked ? now : null)
                .SetProperty(candidate => candidate.FaultType, parked ? FaultNames.Of(fault) : null)
                .SetProperty(candidate => candidate.LockId, (Guid?)null)
                .SetProperty(candidate => candidate.LockedUntilUtc, (DateTime?)null),
            CancellationToken.None);
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

    private TimeSpan Grace(int sendCount) =>
        TimeSpan.FromTicks(Math.Min(_journal.ResendAfter.Ticks << Math.Min(sendCount, 20), _journal.ResendAtMost.Ticks));

    private static TimeSpan Pause(int faults) =>
        TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerSecond << Math.Min(faults - 1, 20), LongestSendPause.Ticks));

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2101, Level = LogLevel.Warning, Message = "The message journal could not be worked on; it will be tried again")]
        public static partial void RoundFailed(ILogger logger, Exception fault);

        [LoggerMessage(EventId = 2102, Level = LogLevel.Warning, Message = "Message {MessageId} ({MessageType}) could not be sent: {Kind}")]
        public static partial void SendFailed(ILogger logger, Guid messageId, string messageType, SendFault kind, Exception fault);

        [LoggerMessage(EventId = 2103, Level = LogLevel.Error, Message = "Message {MessageId} ({MessageType}) is parked after {Faults} failed sends")]
        public static partial void Parked(ILogger logger, Guid messageId, string messageType, int faults);
    }
}
