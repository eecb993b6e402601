using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>Who may send a row of the journal, and what came of it. Whoever lost a claim changes nothing any more.</summary>
internal sealed partial class JournalClaims(CptsDbContext db, IOptions<BusOptions> options, TimeProvider time, ILogger<JournalClaims> logger)
{
    /// <summary>The longest that a message whose time has come waits for its next attempt at a healthy bus.</summary>
    public static readonly TimeSpan LongestSendPause = TimeSpan.FromSeconds(30);

    private readonly JournalOptions _journal = options.Value.Journal;

    private DbSet<OutboxMessage> Rows => db.Set<OutboxMessage>();

    /// <summary>Claims what is due and free, the oldest first.</summary>
    /// <param name="since">From when on is looked; told when there was nothing.</param>
    /// <param name="full">Destinations that get nothing more for now.</param>
    public async Task<IReadOnlyList<OutboxMessage>> TakeAsync(Guid claim, DueSince since, IReadOnlyList<string> full, CancellationToken cancellationToken)
    {
        var now = Now();
        var from = since.From(now);
        var until = now + _journal.Lease;
        var free = Rows.Where(row => row.DeadUtc == null && row.NextSendUtc >= from && row.NextSendUtc <= now
            && (row.LockedUntilUtc == null || row.LockedUntilUtc <= now));
        if (full.Count > 0)
            free = free.Where(row => !full.Contains(row.Destination));

        var candidates = await free.OrderBy(row => row.NextSendUtc).ThenBy(row => row.Sequence)
            .Select(row => row.Sequence).Take(_journal.Batch).ToListAsync(cancellationToken);
        if (candidates.Count == 0)
        {
            // What waits for room would be behind it.
            if (full.Count == 0)
                since.FoundNothing(now);
            return [];
        }

        // The condition is repeated: between the two statements another dispatcher may have been faster.
        await free.Where(row => candidates.Contains(row.Sequence)).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.LockId, claim)
                .SetProperty(row => row.LockedUntilUtc, until)
                .SetProperty(row => row.NextSendUtc, until),
            cancellationToken);
        // By their keys: among a million timers no other index finds them.
        return await Rows.AsNoTracking().Where(row => candidates.Contains(row.Sequence) && row.LockId == claim)
            .OrderBy(row => row.DueUtc).ThenBy(row => row.Sequence).ToListAsync(cancellationToken);
    }

    /// <summary>A consumer may be faster than this note: a row it handled is gone, a row it postponed has lost our claim.</summary>
    public async Task NoteSentAsync(Guid claim, IReadOnlyCollection<OutboxMessage> sent)
    {
        var now = Now();
        var done = sent.Where(row => row.IsReply || row.ExpiresUtc <= now).Select(row => row.Sequence).ToList();
        if (done.Count > 0)
            await Rows.Where(row => row.LockId == claim && done.Contains(row.Sequence)).ExecuteDeleteAsync(CancellationToken.None);

        foreach (var group in sent.Where(row => !done.Contains(row.Sequence)).GroupBy(row => row.SendCount))
        {
            var sequences = group.Select(row => row.Sequence).ToList();
            var again = now + Grace(group.Key);
            await Rows.Where(row => row.LockId == claim && sequences.Contains(row.Sequence)).ExecuteUpdateAsync(
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

    /// <summary>A healthy bus did not take them: later, and parked after enough attempts.</summary>
    public async Task NoteFaultsAsync(Guid claim, IEnumerable<(OutboxMessage Row, Exception Fault, SendFault Kind)> failed)
    {
        foreach (var (row, fault, kind) in failed)
            await NoteFaultAsync(claim, row, fault, mayPark: kind == SendFault.Message);
    }

    /// <summary>What was not sent is free for everybody again.</summary>
    public async Task LetGoAsync(Guid claim, IEnumerable<OutboxMessage> claimed)
    {
        var now = Now();
        var sequences = claimed.Select(row => row.Sequence).ToList();
        await Rows.Where(row => sequences.Contains(row.Sequence) && row.LockId == claim).ExecuteUpdateAsync(
            set => set
                // Not the past, where nobody looks any more.
                .SetProperty(row => row.NextSendUtc, now)
                .SetProperty(row => row.LockId, (Guid?)null)
                .SetProperty(row => row.LockedUntilUtc, (DateTime?)null),
            CancellationToken.None);
    }

    private async Task NoteFaultAsync(Guid claim, OutboxMessage row, Exception fault, bool mayPark)
    {
        var now = Now();
        var faults = row.SendFaults + 1;
        var parked = mayPark && faults >= _journal.SendAttempts;
        if (parked)
            Log.Parked(logger, row.MessageId, row.MessageType, faults);
        await Rows.Where(candidate => candidate.Sequence == row.Sequence && candidate.LockId == claim).ExecuteUpdateAsync(
            set => set
                .SetProperty(candidate => candidate.SendFaults, faults)
                .SetProperty(candidate => candidate.NextSendUtc, now + Pause(faults))
                .SetProperty(candidate => candidate.DeadUtc, parked ? now : null)
                .SetProperty(candidate => candidate.FaultType, parked ? FaultNames.Of(fault) : null)
                .SetProperty(candidate => candidate.LockId, (Guid?)null)
                .SetProperty(candidate => candidate.LockedUntilUtc, (DateTime?)null),
            CancellationToken.None);
    }

    private TimeSpan Grace(int sendCount) =>
        TimeSpan.FromTicks(Math.Min(_journal.ResendAfter.Ticks << Math.Min(sendCount, 20), _journal.ResendAtMost.Ticks));

    private static TimeSpan Pause(int faults) =>
        TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerSecond << Math.Min(faults - 1, 20), LongestSendPause.Ticks));

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private static partial class Log
    {
        [LoggerMessage(EventId = 2103, Level = LogLevel.Error, Message = "Message {MessageId} ({MessageType}) is parked after {Faults} failed sends")]
        public static partial void Parked(ILogger logger, Guid messageId, string messageType, int faults);
    }
}
