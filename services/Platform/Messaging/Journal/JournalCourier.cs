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
    JournalSignal signal,
    InFlight inFlight,
    IOptions<BusOptions> options,
    TimeProvider time,
    ILogger<JournalCourier> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan NoteAfter = TimeSpan.FromSeconds(1);

    // A claim that ends so soon might be somebody else's before the message is out.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly int _batch = options.Value.Journal.Batch;
    private readonly List<OutboxMessage> _sent = [];
    private long _sentSince;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Consumers have ended their work meanwhile; what they committed last is let go of here.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => EndAsync();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task<bool>? coming = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                coming ??= handover.ComesAsync(stoppingToken).AsTask();
                await WaitAsync(coming, stoppingToken);
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
                // Nothing is lost: what was not sent is sent by whoever finds its claim run out, and what was sent is noted at the next attempt.
                handover.IsOpen = false;
                _sent.RemoveAll(row => row.LockedUntilUtc <= time.GetUtcNow().UtcDateTime);
                _sentSince = TimeProvider.System.GetTimestamp();
                Log.RoundFailed(logger, fault);
            }
        }

        await EndAsync();
    }

    private bool IsNoteDue => _sent.Count > 0 && TimeProvider.System.GetElapsedTime(_sentSince) >= NoteAfter;

    // Until something comes, or something that was sent wants to be noted.
    private async Task WaitAsync(Task<bool> coming, CancellationToken cancellationToken)
    {
        if (_sent.Count == 0)
        {
            await coming;
            return;
        }

        var left = NoteAfter - TimeProvider.System.GetElapsedTime(_sentSince);
        if (left <= TimeSpan.Zero)
            return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(coming, Task.Delay(left, TimeProvider.System, enough.Token));
        await enough.CancelAsync();
    }

    private async Task RoundAsync(CancellationToken stoppingToken)
    {
        var handed = handover.Take(_batch);
        var full = inFlight.Full();
        var soon = time.GetUtcNow().UtcDateTime + Margin;
        var round = new JournalRound(Margin);
        await post.SendAsync(handed.Where(row => row.LockedUntilUtc > soon && !full.Contains(row.Destination)), round, stoppingToken);
        if (_sent.Count == 0)
            _sentSince = TimeProvider.System.GetTimestamp();
        _sent.AddRange(round.Sent);
        if (!round.BusIsUp)
            handover.IsOpen = false;
        var left = handed.Except(round.Sent).ToList();
        if (left.Count > 0 || IsNoteDue)
            await NoteAsync(left, round);
    }

    private async Task NoteAsync(List<OutboxMessage> left, JournalRound round)
    {
        await using var scope = scopes.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<JournalClaims>();
        await claims.NoteFaultsAsync(handover.Claim, round.Failed);
        if (left.Count > 0)
        {
            await claims.LetGoAsync(handover.Claim, left);
            // The next look is the dispatcher's; while the bus is away there is nothing to look for.
            if (round.BusIsUp)
                signal.Wake();
        }

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
