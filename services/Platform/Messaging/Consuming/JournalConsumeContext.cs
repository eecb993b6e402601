using System.Diagnostics;
using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Persistence;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>
/// What a handler sends goes to the journal. The dispatcher sends it, so the pipeline's own delivery phase is always
/// reported as done: one round, one transaction.
/// </summary>
internal sealed class JournalConsumeContext<TMessage>(
    ConsumeContext<TMessage> context,
    OutboxConsumeOptions options,
    IServiceProvider provider,
    CptsDbContext db,
    JournalWriter writer,
    bool isOver,
    bool addAtOnce) : OutboxConsumeContextProxy<TMessage>(context, options, provider)
    where TMessage : class
{
    private readonly List<OutboxMessage> _held = [];

    public override bool ContinueProcessing { get; set; } = true;

    public override bool IsMessageConsumed => isOver;

    public override bool IsOutboxDelivered => true;

    public override int ReceiveCount => 1;

    public override long? LastSequenceNumber => null;

    /// <summary>Adds what was held back until the handler had succeeded.</summary>
    public void Release()
    {
        foreach (var row in _held)
            writer.Add(db, row);
    }

    public override Task AddSend<T>(SendContext<T> context)
    {
        // Nobody records here, but the message came from a trace and so do its effects.
        if (Activity.Current is null
            && CapturedContext.Headers.TryGetHeader(DiagnosticHeaders.ActivityId, out var parent)
            && !context.Headers.TryGetHeader(DiagnosticHeaders.ActivityId, out _))
            context.Headers.Set(DiagnosticHeaders.ActivityId, parent.ToString());

        // Without a transaction a handler's own save would let its messages go before it has succeeded.
        lock (_held)
        {
            if (addAtOnce)
                writer.Add(db, writer.ToRow(context));
            else
                _held.Add(writer.ToRow(context));
        }

        return Task.CompletedTask;
    }

    public override Task SetConsumed() => Task.CompletedTask;

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;
}
