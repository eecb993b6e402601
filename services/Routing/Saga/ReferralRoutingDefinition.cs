using MassTransit;

namespace CptsReferral.Routing.Saga;

/// <summary>The saga's queue. Retry, outbox and quorum are the same for every endpoint and belong to the platform.</summary>
sealed class ReferralRoutingDefinition : SagaDefinition<ReferralRoutingState>
{
    public const string Queue = "routing";

    public ReferralRoutingDefinition() => EndpointName = Queue;
}
