using System.Runtime.CompilerServices;
using Shouldly;

namespace CptsReferral.Support;

/// <summary>Waits for a fact, not for a time: looks again until it holds or the deadline passes, and says what was last seen.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    [OverloadResolutionPriority(1)]
    public static async Task<T> SeesAsync<T>(
        Func<Task<T>> look, Func<T, bool> holds, CancellationToken cancellationToken, TimeSpan? within = null)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (holds(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(startedAt) > (within ?? Deadline))
                throw new ShouldAssertException($"The fact did not come true. Last seen: {seen}");
            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    public static Task<T> SeesAsync<T>(
        Func<T> look, Func<T, bool> holds, CancellationToken cancellationToken, TimeSpan? within = null) =>
        SeesAsync<T>(() => Task.FromResult(look()), holds, cancellationToken, within);

    public static Task ShouldBeAsync<T>(Func<T> look, T expected, CancellationToken cancellationToken, TimeSpan? within = null) =>
        SeesAsync<T>(() => Task.FromResult(look()), seen => Equals(seen, expected), cancellationToken, within);

    [OverloadResolutionPriority(1)]
    public static Task ShouldBeAsync<T>(Func<Task<T>> look, T expected, CancellationToken cancellationToken, TimeSpan? within = null) =>
        SeesAsync<T>(look, seen => Equals(seen, expected), cancellationToken, within);
}
