using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Middleware;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>For handlers that reach outside: no transaction is held meanwhile; see <see cref="WithoutTransactionAttribute"/>.</summary>
internal sealed class AcknowledgedHandling(CptsDbContext db, Inbox inbox, JournalWriter writer, IServiceProvider provider)
    : IOutboxContextFactory<AcknowledgedHandling>
{
    public async Task Send<T>(ConsumeContext<T> context, OutboxConsumeOptions options, IPipe<OutboxConsumeContext<T>> next)
        where T : class
    {
        var messageId = context.MessageId ?? throw new MessageException(typeof(T), "A message needs an id to be handled once.");
        db.ChangeTracker.Clear();
        db.Database.AutoSavepointsEnabled = false;
        var known = await inbox.LookAsync([messageId], context.CancellationToken);
        var standing = await inbox.StandingAsync(context, known[messageId], options.ConsumerId);
        var handling = new JournalConsumeContext<T>(context, options, provider, db, writer, isOver: standing != MessageStanding.Owed, addAtOnce: false);
        await next.Send(handling);

        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        if (standing != MessageStanding.Handled)
        {
            inbox.Add(messageId, options.ConsumerId);
            if (standing == MessageStanding.Stray)
                inbox.AddStray(context, messageId);
            handling.Release();
            await db.SaveChangesAsync(context.CancellationToken);
        }

        await inbox.EndAsync([messageId], context.CancellationToken);
        await transaction.CommitAsync(context.CancellationToken);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("journal");
}
