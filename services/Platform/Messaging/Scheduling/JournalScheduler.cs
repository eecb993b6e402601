using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Scheduling;

/// <summary>A scheduled message is a journal row with a later due time, written by the unit of work that wants it.</summary>
internal sealed class JournalScheduler(ISendEndpointProvider endpoints, CptsDbContext db, TimeProvider time) : IScheduleMessageProvider
{
    public async Task<ScheduledMessage<T>> ScheduleSend<T>(
        Uri destinationAddress, DateTime scheduledTime, T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
        where T : class
    {
        var dueUtc = scheduledTime.Kind == DateTimeKind.Local ? scheduledTime.ToUniversalTime() : scheduledTime;
        var token = ScheduleTokenIdCache<T>.GetTokenId(message, Guid.CreateVersion7(time.GetUtcNow()));
        var endpoint = await endpoints.GetSendEndpoint(destinationAddress);
        await endpoint.Send(message, new DueTimePipe<T>(pipe, new DueTime(dueUtc, token)), cancellationToken);
        return new ScheduledMessageHandle<T>(token, dueUtc, destinationAddress, message);
    }

    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) =>
        CancelScheduledSend(tokenId, cancellationToken);

    public async Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken)
    {
        foreach (var unsaved in db.ChangeTracker.Entries<OutboxMessage>().Where(entry => entry.Entity.TokenId == tokenId).ToList())
            unsaved.State = EntityState.Detached;

        if (db.Unit.HoldsBack)
        {
            db.Unit.EndedTimers.Add(tokenId);
            return;
        }

        // Outside a transaction the timer would be gone although the decision behind it might yet fail.
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("A scheduled message is cancelled inside the transaction of the decision.");
        await db.Set<OutboxMessage>().Where(row => row.TokenId == tokenId).ExecuteDeleteAsync(cancellationToken);
    }
}
