using MassTransit;
using MassTransit.Context;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>A message that one handler has to handle; whoever received it waits for what comes of it.</summary>
internal abstract class Arrival(ConsumeContext context, Guid messageId, Guid subject, Guid consumerId)
{
    private readonly TaskCompletionSource _handled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Traces and log scopes are those of the one who received it, whoever runs the handler.
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();

    public ConsumeContext Context => context;

    public Guid MessageId => messageId;

    public Guid ConsumerId => consumerId;

    /// <summary>The consumer, or the state of the saga.</summary>
    public abstract Type Handler { get; }

    /// <summary>Messages about the same are not handled at once: the referral, or else the message itself.</summary>
    public Guid Subject => subject;

    /// <summary>Set once it has failed, alone or in company: the others shall not fail with it again.</summary>
    public bool Alone { get; set; } = context.GetRetryAttempt() > 0;

    /// <summary>Whether it was handled before, as far as its unit knows.</summary>
    public bool IsCopy { get; set; }

    /// <summary>Ends when it is committed; fails when it failed alone.</summary>
    public Task Handled => _handled.Task;

    public void Succeed() => _handled.TrySetResult();

    public void Fail(Exception fault) => _handled.TrySetException(fault);

    /// <summary>Runs the handler in the scope of a unit.</summary>
    public Task RunAsync(HandlingUnit unit, IServiceScope scope, MessageStanding standing)
    {
        if (_flow is null)
            return HandleAsync(unit, scope, standing);
        var running = Task.CompletedTask;
        ExecutionContext.Run(_flow, _ => running = HandleAsync(unit, scope, standing), null);
        return running;
    }

    /// <summary>Lets the handler ask for what it needs, for all messages of a unit at once.</summary>
    /// <param name="subjects">Those of all its messages.</param>
    public abstract Task PrepareAsync(IServiceProvider services, IReadOnlyCollection<Guid> subjects, CancellationToken cancellation);

    /// <summary>Writes down that it came, and that nobody knows it here.</summary>
    public abstract void WriteDown(Inbox inbox);

    protected abstract Task HandleAsync(HandlingUnit unit, IServiceScope scope, MessageStanding standing);
}

/// <inheritdoc />
internal sealed class Arrival<THandler, T>(
    ConsumeContext<T> context, Guid messageId, Guid subject, OutboxConsumeOptions options, IConsumeScopeProvider scopes, IPipe<ConsumeContext<T>> next)
    : Arrival(context, messageId, subject, options.ConsumerId)
    where THandler : class
    where T : class
{
    public override Type Handler => typeof(THandler);

    public override async Task PrepareAsync(IServiceProvider services, IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        foreach (var preparation in services.GetServices<IPreparation<THandler>>())
            await preparation.PrepareAsync(subjects, cancellation);
    }

    public override void WriteDown(Inbox inbox) => inbox.AddStray(context, MessageId);

    protected override async Task HandleAsync(HandlingUnit unit, IServiceScope scope, MessageStanding standing)
    {
        // A scope that comes with the context is used by whatever the pipeline makes, and not disposed of.
        await using var shared = await scopes.GetScope(new ConsumeContextScope<T>(context, scope, scope.ServiceProvider));
        await new OutboxMessagePipe<T>(options, shared, next).Send(unit.Open(shared.Context, options, isOver: standing != MessageStanding.Owed));
    }
}
