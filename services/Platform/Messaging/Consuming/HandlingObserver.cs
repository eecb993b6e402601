using MassTransit;
using MassTransit.Configuration;
using MassTransit.DependencyInjection;
using MassTransit.JobService;
using MassTransit.Middleware;
using MassTransit.Transports;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>Puts every consumer and saga of an endpoint behind the inbox, each in its own way of handling.</summary>
internal sealed class HandlingObserver(IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
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
        if (typeof(TConsumer).IsDefined(typeof(WithoutTransactionAttribute), inherit: false))
            Add<TConsumer, TMessage, AfterSuccess>(pipe);
        else
            Add<TConsumer, TMessage, InTransaction>(pipe);
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
        Add<TSaga, TMessage, InTransaction>((ISagaMessageConfigurator<TMessage>)configurator);

    private void Add<THandler, TMessage, TMode>(IPipeConfigurator<ConsumeContext<TMessage>> pipe)
        where THandler : class
        where TMessage : class
        where TMode : class
    {
        var options = new OutboxConsumeOptions
        {
            // The same in every process and after every restart: made of queue, handler and message.
            ConsumerId = JobMetadataCache<THandler, TMessage>.GenerateJobTypeId(endpoint.InputAddress.GetEndpointName()),
            ConsumerType = TypeCache<THandler>.ShortName,
        };
        var scopes = new ConsumeScopeProvider(context, (ISetScopedConsumeContext)context);
        pipe.AddPipeSpecification(new FilterPipeSpecification<ConsumeContext<TMessage>>(new OutboxConsumeFilter<TMode, TMessage>(scopes, options)));
    }
}
