using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>
/// Seals what was read, about every minute, in any number of gateways at once. It notes the highest number there is, and seals up to it once the lag
/// has passed: whoever was given a lower number had all this time to commit. No clock of another machine has a part in it.
/// </summary>
sealed partial class ReadingSealing(IServiceScopeFactory scopes, IOptions<ReadingsOptions> options, TimeProvider time, ILogger<ReadingSealing> logger) : BackgroundService
{
    readonly Queue<(long Number, long SeenAt)> seen = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var sealer = scope.ServiceProvider.GetRequiredService<ReadingSealer>();
                if (Ripe() is { } upTo)
                    await sealer.SealAsync(upTo, stoppingToken);
                var highest = await sealer.HighestAsync(stoppingToken);
                // Only now: the lag counts from after the number was read.
                seen.Enqueue((highest, time.GetTimestamp()));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.Failed(logger, fault);
            }

            await Task.Delay(options.Value.SealEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The newest number that was seen long enough ago; kept until a newer one is ripe, should sealing up to it fail.
    long? Ripe()
    {
        while (seen.Count > 1 && IsRipe(seen.ElementAt(1)))
            seen.Dequeue();
        return seen.TryPeek(out var oldest) && IsRipe(oldest) ? oldest.Number : null;
    }

    bool IsRipe((long Number, long SeenAt) mark) => time.GetElapsedTime(mark.SeenAt) >= options.Value.Lag;

    static partial class Log
    {
        [LoggerMessage(EventId = 2404, Level = LogLevel.Warning, Message = "The readings could not be sealed; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
