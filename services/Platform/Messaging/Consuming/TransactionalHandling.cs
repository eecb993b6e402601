using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Middleware;

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
        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);

        var standing = await inbox.LookAsync(context, messageId, options.ConsumerId);
        if (standing != MessageStanding.Handled)
        {
            // Saved before the handler runs: a copy handled elsewhere at this moment is waited for here, not met at the end.
            inbox.Add(messageId, options.ConsumerId);
            if (standing == MessageStanding.Stray)
                inbox.AddStray(context, messageId);
            await db.SaveChangesAsync(context.CancellationToken);
        }

        await next.Send(new JournalConsumeContext<T>(context, options, provider, db, writer, isOver: standing != MessageStanding.Owed, saveAtOnce: true));

        await inbox.EndAsync(messageId, context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("journal");
}
