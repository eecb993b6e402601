using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Middleware;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>State, new messages, the inbox rows and the end of the handled messages: one transaction, or nothing. Messages that came together share it.</summary>
internal sealed class HandlingUnit(CptsDbContext db, Inbox inbox, JournalWriter writer, IServiceProvider provider)
{
    /// <summary>Asks once, lets each handler work, saves once. The transaction is open for the save alone: nobody waits for a lock while a handler thinks.</summary>
    /// <param name="arrivals">About one subject each.</param>
    /// <param name="scope">The one that this unit lives in.</param>
    public async Task HandleAsync(IReadOnlyCollection<Arrival> arrivals, IServiceScope scope, CancellationToken cancellation)
    {
        // Nobody goes on in a transaction in which something failed: no way back to its middle is kept, which would be two more statements at each save.
        db.Database.AutoSavepointsEnabled = false;
        db.Unit.HoldsBack = true;
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await WorkAsync(arrivals, scope, cancellation);
            db.Unit.HoldsBack = false;
            await db.BeginAsync(cancellation);
            await db.EndTimersAsync(cancellation);
            // A copy has nothing to be undone: whoever else ends its row is no conflict.
            await inbox.EndAsync([.. arrivals.Where(arrival => arrival.IsCopy).Select(arrival => arrival.MessageId)], cancellation);
            await db.SaveChangesAsync(cancellation);
            await db.Database.CommitTransactionAsync(cancellation);
        }
        finally
        {
            if (db.Database.CurrentTransaction is { } failed)
                await failed.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>The context in which a handler works.</summary>
    public OutboxConsumeContext<T> Open<T>(ConsumeContext<T> context, OutboxConsumeOptions options, bool isOver)
        where T : class => new JournalConsumeContext<T>(context, options, provider, db, writer, isOver, addAtOnce: true);

    private async Task WorkAsync(IReadOnlyCollection<Arrival> arrivals, IServiceScope scope, CancellationToken cancellation)
    {
        var known = await inbox.LookAsync([.. arrivals.Select(arrival => arrival.MessageId)], cancellation);
        foreach (var handled in arrivals.GroupBy(arrival => arrival.Handler))
            await handled.First().PrepareAsync(provider, [.. handled.Select(arrival => arrival.Subject)], cancellation);
        foreach (var arrival in arrivals)
            await HandleAsync(arrival, known[arrival.MessageId], scope);
    }

    private async Task HandleAsync(Arrival arrival, KnownMessage known, IServiceScope scope)
    {
        var standing = await inbox.StandingAsync(arrival.Context, known, arrival.ConsumerId);
        // Stored with the handler's own changes, in one statement. A copy that is handled elsewhere at this moment, and a cancellation, are met there; the
        // endpoint's retry finds what they left.
        arrival.IsCopy = standing == MessageStanding.Handled;
        var handled = arrival.IsCopy ? null : inbox.Add(arrival.MessageId, arrival.ConsumerId);
        if (standing == MessageStanding.Stray)
            arrival.WriteDown(inbox);
        if (handled is not null)
            inbox.End(known.Rows);

        await arrival.RunAsync(this, scope, standing);

        if (handled is not null && db.Entry(handled).State == EntityState.Detached)
            throw new InvalidOperationException("A handler cleared its context: that it handled its message would be forgotten.");
    }
}
