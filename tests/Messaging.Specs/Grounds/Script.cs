using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Messaging.Specs.Grounds;

/// <summary>What a consumer does, and what it has seen.</summary>
public sealed class Script<TMessage>(string queue, Func<ConsumeContext<TMessage>, DbContext, Task>? act = null)
    where TMessage : class
{
    private readonly ConcurrentQueue<TMessage> _seen = new();
    private readonly ConcurrentQueue<TMessage> _done = new();

    public string Queue => queue;

    /// <summary>Attempts, failed ones included.</summary>
    public IReadOnlyList<TMessage> Seen => [.. _seen];

    /// <summary>Attempts that did not fail.</summary>
    public IReadOnlyList<TMessage> Done => [.. _done];

    public int Attempts => _seen.Count;

    public int Successes => _done.Count;

    public async Task PlayAsync(ConsumeContext<TMessage> context, DbContext db)
    {
        _seen.Enqueue(context.Message);
        if (act is not null)
            await act(context, db);
        _done.Enqueue(context.Message);
    }
}
