using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>Forgets uploads that nobody finished within a day. A finished one loses its row here, never its attachment.</summary>
sealed partial class UploadSweep(IServiceScopeFactory scopes, TimeProvider time, ILogger<UploadSweep> logger) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
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

    async Task SweepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>();
        var oldest = (time.GetUtcNow() - ResumableUploads.Lifetime).UtcDateTime;
        // Pieces first: an upload without its pieces can still be found by the next sweep, not the other way round.
        await db.Set<UploadPiece>().Where(p => db.Set<Upload>().Where(u => u.StartedUtc <= oldest).Select(u => u.Id).Contains(p.UploadId)).ExecuteDeleteAsync(cancellation);
        await db.Set<Upload>().Where(u => u.StartedUtc <= oldest).ExecuteDeleteAsync(cancellation);
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2011, Level = LogLevel.Warning, Message = "Unfinished uploads could not be swept; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
