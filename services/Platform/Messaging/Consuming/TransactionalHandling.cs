using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>State, new messages, the inbox row and the end of the handled message: one transaction, or nothing.</summary>
internal sealed class TransactionalHandling(CptsDbContext db, Inbox inbox, JournalWriter writer, IServiceProvider provider)
    : IOutboxContextFactory<InTransaction>
{
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next)
        where T : class
    {
        var messageId = context.MessageId ?? throw new MessageException(typeof(T), "A message needs an id to be handled once.");
        db.ChangeTracker.Clear();
        // Nobody goes on in a transaction in which something failed: no way back to its middle is kept, which would be two more statements at each save.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);

        var (standing, rows) = await inbox.LookAsync(context, messageId, options.ConsumerId);
        // Stored with the handler's own changes, in one statement. A copy that is handled elsewhere at this moment, and a cancellation, are met there; the
        // endpoint's retry finds what they left.
        var handled = standing == MessageStanding.Handled ? null : inbox.Add(messageId, options.ConsumerId);
        if (standing == MessageStanding.Stray)
            inbox.AddStray(context, messageId);
        // A copy has nothing to be undone: whoever else ends its row is no conflict.
        if (handled is null)
            await inbox.EndAsync(messageId, context.CancellationToken);
        else
            inbox.End(rows);

        await next.Send(new JournalConsumeContext<T>(context, options, provider, db, writer, isOver: standing != MessageStanding.Owed, addAtOnce: true));

        if (handled is not null && db.Entry(handled).State == EntityState.Detached)
            throw new InvalidOperationException($"{options.ConsumerType} cleared its context: that it handled the message would be forgotten.");
        await db.SaveChangesAsync(context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("journal");
}
