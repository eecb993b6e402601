using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>Which messages a consumer has handled, and the journal rows that end with it.</summary>
internal sealed class Inbox(CptsDbContext db, TimeProvider time)
{
    public Task<bool> HoldsAsync(Guid messageId, Guid consumerId, CancellationToken cancellationToken) =>
        db.Set<HandledMessage>().AnyAsync(
            handled => handled.MessageId == messageId && handled.ConsumerId == consumerId, cancellationToken);

    /// <summary>A second copy handled at the same time meets the primary key, is retried, and then finds this row.</summary>
    public void Add(Guid messageId, Guid consumerId) => db.Add(new HandledMessage
    {
        MessageId = messageId,
        ConsumerId = consumerId,
        HandledUtc = time.GetUtcNow().UtcDateTime,
    });

    public Task EndAsync(Guid messageId, CancellationToken cancellationToken) =>
        db.Set<OutboxMessage>().Where(row => row.MessageId == messageId).ExecuteDeleteAsync(cancellationToken);
}
