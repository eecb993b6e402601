using CptsReferral.Platform.Messaging.Scheduling;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>The one place that says how an endpoint treats its messages. From outside in: postpone, retry, inbox and outbox.</summary>
internal sealed class EndpointPolicy(IOptions<BusOptions> options, FailedMessages failed, TimeProvider time, ILogger<EndpointPolicy> logger)
{
    public void Apply(IRegistrationContext context, IReceiveEndpointConfigurator endpoint)
    {
        // Quorum queues live on every node; the classic kind dies with the node it was declared on.
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            rabbit.SetQuorumQueue();

        endpoint.ConcurrentMessageLimit = options.Value.ConcurrentMessages;
        endpoint.PrefetchCount = options.Value.ConcurrentMessages * 2;
        // Faults are kept in the journal. Published, they would carry the text of the exception.
        endpoint.PublishFaults = false;

        var bury = new BuryFilter(failed, logger);
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter<ExceptionReceiveContext>(bury);
            pipe.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(pipe =>
        {
            pipe.UseFilter<ReceiveContext>(bury);
            pipe.UseFilter(new DeadLetterTransportFilter());
        });

        ((IPipeConfigurator<ConsumeContext>)endpoint).AddPipeSpecification(
            new FilterPipeSpecification<ConsumeContext>(new SchedulerFilter(time)));
        _ = new PostponeObserver(endpoint, failed, logger);
        if (options.Value.Retries > 0)
            endpoint.UseMessageRetry(retry => retry.Intervals(options.Value.RetryDelays));
        var gathering = new Gathering(context, options.Value.HandledTogether, options.Value.ConcurrentUnits);
        var handling = new HandlingObserver(endpoint, context, gathering, options.Value.ConcurrentOutside);
        endpoint.ConnectConsumerConfigurationObserver(handling);
        endpoint.ConnectSagaConfigurationObserver(handling);
    }
}
