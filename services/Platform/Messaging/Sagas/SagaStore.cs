using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Sagas;

/// <summary>Opens the unit of work of a saga. Behind the inbox there is one already, and it is shared.</summary>
internal sealed class SagaStore<TSaga>(CptsDbContext db, SagasInHand<TSaga> inHand, ISagaConsumeContextFactory<DbContext, TSaga> contexts)
    : ISagaRepositoryContextFactory<TSaga>, ILoadSagaRepositoryContextFactory<TSaga>, IQuerySagaRepositoryContextFactory<TSaga>
    where TSaga : class, ISagaVersion
{
    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next)
        where T : class =>
        InTransactionAsync(() => next.Send(new SagaUnitOfWork<TSaga, T>(db, inHand, context, contexts)), context.CancellationToken);

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next)
        where T : class =>
        InTransactionAsync(
            async () =>
            {
                var found = await db.Set<TSaga>().Where(query.FilterExpression).ToListAsync(context.CancellationToken);
                var work = new SagaUnitOfWork<TSaga, T>(db, inHand, context, contexts);
                await next.Send(new LoadedSagaRepositoryQueryContext<TSaga, T>(work, found));
            },
            context.CancellationToken);

    public Task<T> Execute<T>(Func<LoadSagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class =>
        asyncMethod(new SagaReading<TSaga>(db, cancellationToken));

    public Task<T> Execute<T>(Func<QuerySagaRepositoryContext<TSaga>, Task<T>> asyncMethod, CancellationToken cancellationToken = default)
        where T : class =>
        asyncMethod(new SagaReading<TSaga>(db, cancellationToken));

    public void Probe(ProbeContext context) => context.Add("persistence", "database");

    private async Task InTransactionAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        if (db.Unit.HoldsBack || db.Database.CurrentTransaction is not null)
        {
            await work();
            return;
        }

        db.ChangeTracker.Clear();
        inHand.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await work();
        await transaction.CommitAsync(cancellationToken);
    }
}
