using CptsReferral.Gateway.Readings.Seals;
using CptsReferral.Gateway.Retention;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Verification;

/// <summary>Verifies the record of readings and the erasures about once a day, whichever gateway comes to it first: nobody has to remember the command. What
/// was found stands on the officer's page and in the log.</summary>
sealed partial class DailyVerification(IServiceScopeFactory scopes, IOptions<ReadingsOptions> options, TimeProvider time, ILogger<DailyVerification> logger) : BackgroundService
{
    const int LooksPerPeriod = 24;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.Value.VerifyEvery / LooksPerPeriod, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await IsDueAsync(scope.ServiceProvider, stoppingToken))
                    await VerifyAsync(scope.ServiceProvider, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Log.Failed(logger, fault);
            }
        }
    }

    // Counted from the last verification, or from the first seal: before that there is nothing to hold readings against.
    async Task<bool> IsDueAsync(IServiceProvider parts, CancellationToken cancellation)
    {
        var db = parts.GetRequiredService<CptsDbContext>();
        var last = await db.Set<ReadingCheck>().AsNoTracking().OrderByDescending(check => check.Id).FirstOrDefaultAsync(cancellation);
        var first = await db.Set<ReadingSeal>().AsNoTracking().OrderBy(seal => seal.Number).FirstOrDefaultAsync(cancellation);
        // One that no verification wrote does not put the next one off.
        var since = last is not null && parts.GetRequiredService<ReadingKey>().Made(last) ? last.AtUtc : first?.AtUtc;
        return since + options.Value.VerifyEvery <= time.GetUtcNow().UtcDateTime;
    }

    async Task VerifyAsync(IServiceProvider parts, CancellationToken cancellation)
    {
        var readings = await parts.GetRequiredService<IReadingRecord>().VerifyAsync(_ => { }, cancellation);
        if (readings.Findings > 0)
            Log.ReadingsChanged(logger, readings.Findings);
        var erasures = await parts.GetRequiredService<IErasureRecord>().VerifyAsync((reference, finding) => Log.ErasureDoubtful(logger, reference, finding), cancellation);
        Log.Verified(logger, readings.Readings, readings.Seals, readings.Findings, erasures.Erasures, erasures.Findings);
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2405, Level = LogLevel.Error, Message = "The record of readings was changed: {Findings} findings; --verify-readings tells them one by one")]
        public static partial void ReadingsChanged(ILogger logger, long findings);

        [LoggerMessage(EventId = 2406, Level = LogLevel.Information, Message = "Verified: {Readings} readings under {Seals} seals, {Findings} findings; {Erasures} erasures, {Doubtful} findings")]
        public static partial void Verified(ILogger logger, long readings, long seals, long findings, long erasures, long doubtful);

        [LoggerMessage(EventId = 2407, Level = LogLevel.Warning, Message = "The readings and erasures could not be verified; it will be tried again")]
        public static partial void Failed(ILogger logger, Exception fault);

        [LoggerMessage(EventId = 2503, Level = LogLevel.Error, Message = "The erasure of {Reference} does not hold: {Finding}")]
        public static partial void ErasureDoubtful(ILogger logger, string reference, ErasureFinding finding);
    }
}
