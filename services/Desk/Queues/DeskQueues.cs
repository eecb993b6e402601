using CptsReferral.Platform.Messaging;
using CptsReferral.Referrals.Lanes;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk.Queues;

/// <summary>Gives every lane of the catalogue its queue, those that appear while the desk runs too. A lane is never taken away, so a
/// queue never is.</summary>
sealed partial class DeskQueues(
    IServiceScopeFactory scopes, IReceiveEndpoints endpoints, TimeProvider time, ILogger<DeskQueues> logger) : BackgroundService
{
    static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    readonly HashSet<string> connected = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            try
            {
                await ConnectNewLanesAsync(stoppingToken);
            }
            // The broker or the database is away: both come back, and so does this. Drivers that are hit in the middle of something fail in their own ways.
            catch (Exception fault) when (fault is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                Log.NotConnected(logger, fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task ConnectNewLanesAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var codes = await scope.ServiceProvider.GetRequiredService<DbContext>().Set<LaneVersion>().AsNoTracking()
            .Select(lane => lane.Code).Distinct()
            .ToListAsync(cancellation);
        foreach (var code in codes.Where(code => !connected.Contains(code)))
        {
            await endpoints.ConnectAsync<QueueReferralConsumer>($"desk-{code}", cancellation);
            connected.Add(code);
            Log.Connected(logger, code);
        }
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 4101, Level = LogLevel.Information, Message = "The queue of lane {Lane} is consumed")]
        public static partial void Connected(ILogger logger, string lane);

        [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "The queues of the lanes could not be connected: {Fault}")]
        public static partial void NotConnected(ILogger logger, string fault);
    }
}
