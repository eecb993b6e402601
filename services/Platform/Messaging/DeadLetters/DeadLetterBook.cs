using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.DeadLetters;

internal sealed class DeadLetterBook(CptsDbContext db, JournalSignal signal, TimeProvider time) : IDeadLetters
{
    // As a range: the embedded engine follows the index for it, and walks over the whole journal for “is not null”.
    private IQueryable<OutboxMessage> Dead => db.Set<OutboxMessage>().Where(row => row.DeadUtc > DateTime.UnixEpoch);

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var rows = await Dead.AsNoTracking()
            .OrderByDescending(row => row.DeadUtc).ThenByDescending(row => row.Sequence).Take(limit)
            .Select(row => new
            {
                row.MessageId,
                row.MessageType,
                row.Destination,
                row.CorrelationId,
                row.StoredUtc,
                row.DeadUtc,
                row.FaultType,
                row.Redeliveries,
            })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new DeadLetter(
                row.MessageId,
                row.MessageType.Split(';')[0],
                row.Destination[(row.Destination.IndexOf(':', StringComparison.Ordinal) + 1)..],
                row.CorrelationId,
                row.StoredUtc,
                row.DeadUtc!.Value,
                row.FaultType ?? "",
                row.Redeliveries)),
        ];
    }

    public Task<int> CountAsync(CancellationToken cancellationToken) => Dead.CountAsync(cancellationToken);

    public async Task<bool> ReplayAsync(Guid messageId, CancellationToken cancellationToken) =>
        await ReplayAsync(Dead.Where(row => row.MessageId == messageId), cancellationToken) > 0;

    public Task<int> ReplayAllAsync(CancellationToken cancellationToken) => ReplayAsync(Dead, cancellationToken);

    private async Task<int> ReplayAsync(IQueryable<OutboxMessage> rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var replayed = await rows.ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.DeadUtc, (DateTime?)null)
                .SetProperty(row => row.FaultType, (string?)null)
                .SetProperty(row => row.DueUtc, now)
                .SetProperty(row => row.NextSendUtc, now)
                .SetProperty(row => row.SentUtc, (DateTime?)null)
                .SetProperty(row => row.SendCount, 0)
                .SetProperty(row => row.SendFaults, 0)
                .SetProperty(row => row.Redeliveries, 0),
            cancellationToken);
        signal.Wake();
        return replayed;
    }
}
