using MassTransit;
using MassTransit.Configuration;
using MassTransit.Saga;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Platform.Messaging;

public static class SagaRepositoryRegistration
{
    /// <summary>
    /// Keeps the saga in the host's database, in the transaction of the message that moves it. The saga's key is
    /// <c>CorrelationId</c>, never generated; its <c>Version</c> is a concurrency token.
    /// </summary>
    public static ISagaRegistrationConfigurator<TSaga> EfRepository<TSaga>(this ISagaRegistrationConfigurator<TSaga> saga)
        where TSaga : class, ISagaVersion
    {
        ArgumentNullException.ThrowIfNull(saga);
        return saga.Repository(repository =>
        {
            repository.AddScoped<Sagas.SagasInHand<TSaga>>();
            repository.AddScoped<IPreparation<TSaga>>(provider => provider.GetRequiredService<Sagas.SagasInHand<TSaga>>());
            // Load and query first: the third registration adds stand-ins that refuse them.
            repository.RegisterLoadSagaRepository<TSaga, Sagas.SagaStore<TSaga>>();
            repository.RegisterQuerySagaRepository<TSaga, Sagas.SagaStore<TSaga>>();
            repository.RegisterSagaRepository<TSaga, DbContext, SagaConsumeContextFactory<DbContext, TSaga>, Sagas.SagaStore<TSaga>>();
        });
    }
}
