using CptsReferral.Platform.Persistence;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging.Sagas;

/// <summary>The sagas of a unit: none is asked for twice, and those of all its messages are asked for at once.</summary>
internal sealed class SagasInHand<TSaga>(CptsDbContext db) : IPreparation<TSaga>
    where TSaga : class, ISaga
{
    private readonly Dictionary<Guid, TSaga?> _sagas = [];

    public async Task PrepareAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellationToken)
    {
        var found = await db.Set<TSaga>().Where(saga => subjects.Contains(saga.CorrelationId)).ToDictionaryAsync(saga => saga.CorrelationId, cancellationToken);
        foreach (var subject in subjects)
            _sagas[subject] = found.GetValueOrDefault(subject);
    }

    public async Task<TSaga?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!_sagas.TryGetValue(id, out var saga))
            _sagas[id] = saga = await db.Set<TSaga>().SingleOrDefaultAsync(one => one.CorrelationId == id, cancellationToken);
        return saga;
    }

    public void Add(TSaga saga) => _sagas[saga.CorrelationId] = saga;

    public void Remove(TSaga saga) => _sagas[saga.CorrelationId] = null;

    /// <summary>What is known of it is no longer true: it is asked for again.</summary>
    public void Forget(TSaga saga) => _sagas.Remove(saga.CorrelationId);

    public void Clear() => _sagas.Clear();
}
