using MassTransit;
using MassTransit.Configuration;
using MassTransit.DependencyInjection;
using MassTransit.JobService;
using MassTransit.Middleware;
using MassTransit.Transports;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>Puts every consumer and saga of an endpoint behind the inbox, each in its own way of handling.</summary>
/// <param name="gathering">Where the messages of this endpoint meet.</param>
/// <param name="concurrentOutside">Handlers at once that reach outside.</param>
internal sealed class HandlingObserver(IReceiveEndpointConfigurator endpoint, IRegistrationContext context, Gathering gathering, int concurrentOutside)
    : IConsumerConfigurationObserver, ISagaConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class
    {
        var pipe = (IConsumerMessageConfigurator<TMessage>)configurator;
        if (!typeof(TConsumer).IsDefined(typeof(WithoutTransactionAttribute), inherit: false))
        {
            Add(pipe, new TogetherFilter<TConsumer, TMessage>(gathering, Scopes, OptionsOf<TConsumer, TMessage>()));
            return;
        }

        // Each of them has a connection of its own, to the database and to whatever it reaches.
        pipe.UseConcurrencyLimit(concurrentOutside);
        Add(pipe, new OutboxConsumeFilter<AcknowledgedHandling, TMessage>(Scopes, OptionsOf<TConsumer, TMessage>()));
    }

    public void SagaConfigured<TSaga>(ISagaConfigurator<TSaga> configurator)
        where TSaga : class, ISaga
    {
    }

    public void StateMachineSagaConfigured<TInstance>(ISagaConfigurator<TInstance> configurator, SagaStateMachine<TInstance> stateMachine)
        where TInstance : class, ISaga, SagaStateMachineInstance
    {
    }

    public void SagaMessageConfigured<TSaga, TMessage>(ISagaMessageConfigurator<TSaga, TMessage> configurator)
        where TSaga : class, ISaga
        where TMessage : class =>
        Add((ISagaMessageConfigurator<TMessage>)configurator, new TogetherFilter<TSaga, TMessage>(gathering, Scopes, OptionsOf<TSaga, TMessage>()));

    private ConsumeScopeProvider Scopes => new(context, (ISetScopedConsumeContext)context);

    private OutboxConsumeOptions OptionsOf<THandler, TMessage>()
        where THandler : class
        where TMessage : class => new()
        {
            // The same in every process and after every restart: made of queue, handler and message.
            ConsumerId = JobMetadataCache<THandler, TMessage>.GenerateJobTypeId(endpoint.InputAddress.GetEndpointName()),
            ConsumerType = TypeCache<THandler>.ShortName,
        };

    private static void Add<TMessage>(IPipeConfigurator<ConsumeContext<TMessage>> pipe, IFilter<ConsumeContext<TMessage>> filter)
        where TMessage : class => pipe.AddPipeSpecification(new FilterPipeSpecification<ConsumeContext<TMessage>>(filter));
}
