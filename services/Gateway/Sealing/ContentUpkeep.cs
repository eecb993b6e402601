using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Sealing;

/// <summary>Brings under the newest key what is not yet, in small steps beside the daily work. Any number of processes may do so at once.</summary>
sealed partial class ContentUpkeep(IServiceScopeFactory scopes, IContentSeal seal, TimeProvider time, ILogger<ContentUpkeep> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever puts another seal in its place has reasons of their own.
        while (seal is ProtectedSeal && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ContentKeys>().KeepUpAsync(Breath, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.Failed(logger, fault);
            }

            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2303, Level = LogLevel.Warning, Message = "Content could not be brought under the newest key; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
