using System.Data.Common;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>A message leaves as soon as it is committed, and not before.</summary>
internal sealed class HandOverOnCommit(JournalHandover handover, JournalSignal signal, TimeProvider time) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Saved(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Forget(eventData.Context);
        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => HandOver(eventData.Context);

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        HandOver(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData.Context);

    public Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    // Which of them are gone is not known here: what is left of them is sent once its claim has run out.
    public void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) => Forget(eventData.Context);

    public Task RolledBackToSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    private void Saved(DbContext? context)
    {
        if (context is not CptsDbContext { Unit: { NewMessages.Count: > 0 } unit })
            return;
        var isOver = context.Database.CurrentTransaction is null;
        if (isOver)
            Forget(context);
        // One without a number was taken back before it was saved.
        unit.SavedMessages.AddRange(unit.NewMessages.Where(message => message.Sequence > 0));
        unit.NewMessages.Clear();
        if (isOver)
            HandOver(context);
    }

    // What an earlier transaction of this context had saved, and did not commit, was rolled back.
    private static void Forget(DbContext? context) => (context as CptsDbContext)?.Unit.SavedMessages.Clear();

    private void HandOver(DbContext? context)
    {
        if (context is not CptsDbContext { Unit: { SavedMessages.Count: > 0 } unit })
            return;
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var message in unit.SavedMessages)
        {
            if (message.LockId == handover.Claim)
                handover.TryAdd(message);
            else if (message.DueUtc <= now)
                // A timer is found when it is due, and there is one for every referral.
                signal.Wake();
        }

        unit.SavedMessages.Clear();
    }
}
