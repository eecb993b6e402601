using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Context;
using MassTransit.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Platform.Messaging.Scheduling;

/// <summary>Gives consumers and sagas a scheduler that writes into their own transaction.</summary>
internal sealed class SchedulerFilter(TimeProvider time) : IFilter<ConsumeContext>
{
    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        // The inbox makes this payload anew around itself, so the context given here is the journalling one.
        context.GetOrAddPayload<MessageSchedulerContext>(() => new ConsumeMessageSchedulerContext(context, handling =>
        {
            var db = handling.GetPayload<IServiceProvider>().GetRequiredService<CptsDbContext>();
            return new MessageScheduler(new JournalScheduler(handling, db, time), handling.GetPayload<IBusTopology>());
        }));
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("scheduler");
}
