using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Sagas;

/// <summary>
/// The storage verbs of the saga algorithm. Conflicts are not handled here: they fly, and the endpoint's retry
/// starts again with a new context and finds what the winner wrote.
/// </summary>
internal sealed class SagaUnitOfWork<TSaga, TMessage>(
    CptsDbContext db, SagasInHand<TSaga> inHand, ConsumeContext<TMessage> context, ISagaConsumeContextFactory<DbContext, TSaga> contexts)
    : ConsumeContextScope<TMessage>(context, db), SagaRepositoryContext<TSaga, TMessage>
    where TSaga : class, ISagaVersion
    where TMessage : class
{
    private readonly ConsumeContext<TMessage> _context = context;

    public Task<SagaConsumeContext<TSaga, TMessage>> Add(TSaga instance) =>
        contexts.CreateSagaConsumeContext(db, _context, instance, SagaConsumeContextMode.Add);

    public async Task<SagaConsumeContext<TSaga, TMessage>?> Insert(TSaga instance)
    {
        var entry = db.Add(instance);
        var (held, savepoints) = (db.Unit.HoldsBack, db.Database.AutoSavepointsEnabled);
        // Whether it is there already is known by trying; after a conflict the same transaction goes on.
        db.Unit.HoldsBack = false;
        await db.BeginAsync(CancellationToken);
        db.Database.AutoSavepointsEnabled = true;
        try
        {
            await db.SaveChangesAsync(CancellationToken);
        }
        catch (DbUpdateException fault) when (fault.IsUniqueViolation())
        {
            // Somebody else started it first: null sends the algorithm on to load theirs.
            entry.State = EntityState.Detached;
            inHand.Forget(instance);
            return null;
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = savepoints;
            db.Unit.HoldsBack = held;
        }

        inHand.Add(instance);
        return await contexts.CreateSagaConsumeContext(db, _context, instance, SagaConsumeContextMode.Insert);
    }

    public async Task<SagaConsumeContext<TSaga, TMessage>?> Load(Guid correlationId)
    {
        var instance = await inHand.FindAsync(correlationId, CancellationToken);
        return instance is null
            ? null
            : await contexts.CreateSagaConsumeContext(db, _context, instance, SagaConsumeContextMode.Load);
    }

    public Task Save(SagaConsumeContext<TSaga> context)
    {
        db.Add(context.Saga);
        inHand.Add(context.Saga);
        return db.SaveChangesAsync(CancellationToken);
    }

    public Task Update(SagaConsumeContext<TSaga> context)
    {
        context.Saga.Version++;
        return db.SaveChangesAsync(CancellationToken);
    }

    public Task Delete(SagaConsumeContext<TSaga> context)
    {
        db.Remove(context.Saga);
        inHand.Remove(context.Saga);
        return db.SaveChangesAsync(CancellationToken);
    }

    public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

    public Task Undo(SagaConsumeContext<TSaga> context)
    {
        db.Entry(context.Saga).State = EntityState.Unchanged;
        return Task.CompletedTask;
    }

    public Task<SagaConsumeContext<TSaga, T>> CreateSagaConsumeContext<T>(
        ConsumeContext<T> consumeContext, TSaga instance, SagaConsumeContextMode mode)
        where T : class =>
        contexts.CreateSagaConsumeContext(db, consumeContext, instance, mode);
}
