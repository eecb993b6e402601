using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>Adds the postponing filter once per message type of an endpoint.</summary>
internal sealed class PostponeObserver : ConfigurationObserver, IMessageConfigurationObserver
{
    private readonly FailedMessages _failed;
    private readonly ILogger _logger;

    public PostponeObserver(IConsumePipeConfigurator endpoint, FailedMessages failed, ILogger logger)
        : base(endpoint)
    {
        _failed = failed;
        _logger = logger;
        Connect(this);
    }

    public void MessageConfigured<TMessage>(IConsumePipeConfigurator configurator)
        where TMessage : class =>
        configurator.AddPipeSpecification(
            new FilterPipeSpecification<ConsumeContext<TMessage>>(new PostponeFilter<TMessage>(_failed, _logger)));
}
