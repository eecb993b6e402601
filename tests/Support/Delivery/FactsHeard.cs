using System.Collections.Concurrent;
using CptsReferral.Contracts;
using CptsReferral.Contracts.Referrals;
using MassTransit;

namespace CptsReferral.Support.Delivery;

/// <summary>Stands where routing stands: hears what delivery says about referrals.</summary>
sealed class FactsHeard
{
    readonly ConcurrentQueue<IReferralFact> facts = new();

    public IReadOnlyList<IReferralFact> Facts => [.. facts];

    public void Add(IReferralFact fact) => facts.Enqueue(fact);
}

sealed class DeliveredListener(FactsHeard heard) : IConsumer<ReferralDelivered>
{
    public Task Consume(ConsumeContext<ReferralDelivered> context)
    {
        heard.Add(context.Message);
        return Task.CompletedTask;
    }
}
