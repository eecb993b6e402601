using MassTransit;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>
/// What the in-memory transport holds of the journal: sent, and not received to its end. It keeps messages in the memory of this process, without a
/// limit, and those that wait there longer than the grace would be sent again beside themselves. So each destination gets a few at a time, and the rest
/// stays rows. A broker has limits of its own and outlives us: there nothing is counted.
/// </summary>
internal sealed class InFlight(IOptions<BusOptions> options, JournalSignal signal, TimeProvider time) : IReceiveObserver
{
    private readonly bool _counts = options.Value.Transport == BusTransport.InMemory;
    private readonly int _atMost = options.Value.Journal.InMemoryAtMost;
    private readonly TimeSpan _grace = options.Value.Journal.ResendAfter;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, (string Destination, DateTimeOffset At)> _sent = [];
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);

    /// <summary>Destinations that get nothing more for now; who frees room in one wakes the dispatcher.</summary>
    public IReadOnlyList<string> Full()
    {
        if (!_counts)
            return [];
        lock (_lock)
        {
            if (!_held.Values.Any(IsFull))
                return [];
            // Nobody received it, perhaps nobody ever will: it would be sent again by now.
            var lost = time.GetUtcNow() - _grace;
            foreach (var (message, _) in _sent.Where(sent => sent.Value.At <= lost).ToList())
                Remove(message);
            return [.. _held.Where(held => IsFull(held.Value)).Select(held => held.Key)];
        }
    }

    public bool HasRoom(string destination)
    {
        if (!_counts)
            return true;
        lock (_lock)
            return !IsFull(_held.GetValueOrDefault(destination));
    }

    public void Add(OutboxMessage message)
    {
        if (!_counts)
            return;
        lock (_lock)
        {
            if (_sent.TryAdd(message.MessageId, (message.Destination, time.GetUtcNow())))
                _held[message.Destination] = _held.GetValueOrDefault(message.Destination) + 1;
        }
    }

    /// <summary>The transport kept nothing of it: there was no queue.</summary>
    public void Forget(string destination)
    {
        lock (_lock)
        {
            foreach (var (message, _) in _sent.Where(sent => sent.Value.Destination == destination).ToList())
                Remove(message);
        }
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Received(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Received(context);

    private Task Received(ReceiveContext context)
    {
        if (_counts && context.GetMessageId() is { } message)
        {
            bool hasRoom;
            lock (_lock)
                hasRoom = Remove(message);
            if (hasRoom)
                signal.Wake();
        }

        return Task.CompletedTask;
    }

    private bool IsFull(int held) => held >= _atMost;

    // Whether half of a destination that was full is free now: sooner would be a look at the journal for each message.
    private bool Remove(Guid message)
    {
        if (!_sent.Remove(message, out var sent))
            return false;
        var held = --_held[sent.Destination];
        if (held == 0)
            _held.Remove(sent.Destination);
        return held == _atMost / 2;
    }
}
