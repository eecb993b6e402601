using CptsReferral.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>
/// Sends what this process has just committed. Nothing is read for it, and mostly nothing is written either: a message that is handled within the second is
/// gone from the journal before it would be noted as sent.
/// </summary>
internal sealed partial class JournalCourier(
    IServiceScopeFactory scopes,
    JournalPost post,
    JournalHandover handover,
    InFlight inFlight,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<JournalCourier> logger) : BackgroundService
{
    private static readonly TimeSpan NoteAfter = TimeSpan.FromSeconds(1);

    // A claim that ends so soon might be somebody else's before the message is out.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly int _batch = options.Value.Journal.Batch;
    private readonly List<OutboxMessage> _sent = [];
    private long _sentSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task<bool>? coming = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                coming ??= handover.ComesAsync(stoppingToken).AsTask();
                if (_sent.Count > 0)
                    await Task.WhenAny(coming, Task.Delay(NoteAfter, TimeProvider.System, stoppingToken));
                else
                    await coming;
                if (coming.IsCompleted)
                    coming = null;
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // Nothing is lost: what was not sent, or not noted, is sent by whoever finds its claim run out.
                handover.IsOpen = false;
                _sent.Clear();
                Log.RoundFailed(logger, fault);
            }
        }

        await EndAsync();
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        var handed = handover.Take(_batch);
        var full = inFlight.Full();
        var soon = time.GetUtcNow().UtcDateTime + Margin;
        var fit = handed.Where(row => row.LockedUntilUtc > soon && !full.Contains(row.Destination)).ToList();
        var round = new JournalRound(Margin);
        try
        {
            await post.SendAsync(fit, round, cancellationToken);
        }
        finally
        {
            if (_sent.Count == 0)
                _sentSince = TimeProvider.System.GetTimestamp();
            _sent.AddRange(round.Sent);
            if (!round.BusIsUp)
                handover.IsOpen = false;
            var left = handed.Except(round.Sent).ToList();
            if (left.Count > 0 || (_sent.Count > 0 && TimeProvider.System.GetElapsedTime(_sentSince) >= NoteAfter))
                await NoteAsync(left, round);
        }
    }

    private async Task NoteAsync(List<OutboxMessage> left, JournalRound round)
    {
        await using var scope = scopes.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<JournalClaims>();
        await claims.NoteFaultsAsync(handover.Claim, round.Failed);
        if (left.Count > 0)
            await claims.LetGoAsync(handover.Claim, left);
        await claims.NoteSentAsync(handover.Claim, _sent);
        _sent.Clear();
    }

    // Whoever stores something from now on leaves it to others, and what is here is not kept from them.
    private async Task EndAsync()
    {
        handover.IsOpen = false;
        try
        {
            await NoteAsync([.. handover.Take(int.MaxValue)], new JournalRound(TimeSpan.Zero));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Log.RoundFailed(logger, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2104, Level = LogLevel.Warning, Message = "Messages just committed could not be sent at once; they will be sent from the journal")]
        public static partial void RoundFailed(ILogger logger, Exception fault);
    }
}
