using MassTransit;

namespace CptsReferral.Routing.Saga;

/// <summary>A step of the machine that is longer than one expression. It takes its services from the scope of the message, so what it
/// changes commits with the saga; a fault passes by.</summary>
abstract class RoutingActivity : IStateMachineActivity<ReferralRoutingState>
{
    public abstract Task ActAsync(BehaviorContext<ReferralRoutingState> context);

    public async Task Execute(BehaviorContext<ReferralRoutingState> context, IBehavior<ReferralRoutingState> next)
    {
        await ActAsync(context);
        await next.Execute(context);
    }

    public async Task Execute<T>(BehaviorContext<ReferralRoutingState, T> context, IBehavior<ReferralRoutingState, T> next)
        where T : class
    {
        await ActAsync(context);
        await next.Execute(context);
    }

    public Task Faulted<TException>(BehaviorExceptionContext<ReferralRoutingState, TException> context, IBehavior<ReferralRoutingState> next)
        where TException : Exception => next.Faulted(context);

    public Task Faulted<T, TException>(
        BehaviorExceptionContext<ReferralRoutingState, T, TException> context, IBehavior<ReferralRoutingState, T> next)
        where T : class
        where TException : Exception => next.Faulted(context);

    public void Accept(StateMachineVisitor visitor) => visitor.Visit(this);

    public void Probe(ProbeContext context) => context.CreateScope(GetType().Name);
}
