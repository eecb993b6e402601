namespace CptsReferral.Benchmarks.Measures;

/// <summary>What is measured at rest is a stretch of time: there is no fact to wait for.</summary>
static class Stretch
{
    public static async Task LastAsync(TimeSpan span, CancellationToken cancellation)
    {
        using var clock = new PeriodicTimer(span, TimeProvider.System);
        await clock.WaitForNextTickAsync(cancellation);
    }
}
