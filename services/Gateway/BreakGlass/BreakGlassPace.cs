using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>References that were tried and that no request has, by person, in the last hour. Those that were opened are counted in the database; what
/// was not found leaves no row, and a guess in forty bits is worth little: each gateway counts for itself.</summary>
sealed class BreakGlassPace(IOptions<BreakGlassOptions> options, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<Guid, Queue<DateTimeOffset>> missed = new();

    /// <summary>When the person may try again; null when they may now.</summary>
    public DateTimeOffset? NextTry(Guid person)
    {
        var tries = Of(person);
        lock (tries)
        {
            Forget(tries);
            return tries.Count >= 2 * options.Value.PerHour ? tries.Peek() + Window : null;
        }
    }

    public void Missed(Guid person)
    {
        var tries = Of(person);
        lock (tries)
            tries.Enqueue(time.GetUtcNow());
    }

    Queue<DateTimeOffset> Of(Guid person) => missed.GetOrAdd(person, _ => new Queue<DateTimeOffset>());

    void Forget(Queue<DateTimeOffset> tries)
    {
        var since = time.GetUtcNow() - Window;
        while (tries.TryPeek(out var oldest) && oldest <= since)
            tries.Dequeue();
    }
}
