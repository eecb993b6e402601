using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Retention;

/// <summary>Looks about every hour for what is due, a batch at a time beside the daily work. Any number of gateways may do so at once.</summary>
sealed partial class RetentionKeeping(IServiceScopeFactory scopes, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionKeeping> logger) : BackgroundService
{
    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (archived, erased, unsent) = (
                    await AllAsync((retention, cancellation) => retention.ArchiveAsync(cancellation), stoppingToken),
                    await AllAsync((retention, cancellation) => retention.EraseAsync(cancellation), stoppingToken),
                    await AllAsync((retention, cancellation) => retention.EraseUnsentAsync(cancellation), stoppingToken));
                if (archived + erased + unsent > 0)
                    Log.Kept(logger, archived, erased, unsent);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.Failed(logger, fault);
            }

            await Task.Delay(options.Value.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<long> AllAsync(Func<ContentRetention, CancellationToken, Task<int>> batch, CancellationToken cancellation)
    {
        long all = 0;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var some = await batch(scope.ServiceProvider.GetRequiredService<ContentRetention>(), cancellation);
            if (some == 0)
                return all;
            all += some;
            await Task.Delay(Breath, time, cancellation);
        }
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2501, Level = LogLevel.Information, Message = "Retention: {Archived} requests archived, {Erased} erased, {Unsent} files that nothing named erased")]
        public static partial void Kept(ILogger logger, long archived, long erased, long unsent);

        [LoggerMessage(EventId = 2502, Level = LogLevel.Error, Message = "What is due by the periods of retention could not be archived or erased; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
