using CptsReferral.Contracts.Desk;
using CptsReferral.Platform.Messaging;
using MassTransit;

namespace CptsReferral.Routing.Saga;

/// <summary>Sends the referral to the queue of its lane. Repeating it is harmless: the desk takes a referral once.</summary>
sealed class SendToDesk(IQueueAddresses queues) : RoutingActivity
{
    public override async Task ActAsync(BehaviorContext<ReferralRoutingState> context)
    {
        var desk = await context.GetSendEndpoint(queues.For($"desk-{context.Saga.Lane}"));
        await desk.Send(new QueueReferral(context.Saga.CorrelationId, context.Saga.Lane), context.CancellationToken);
    }
}
