using CptsReferral.Floor.Queues;
using CptsReferral.Floor.Stores;

namespace CptsReferral.Floor;

/// <summary>
/// Brings what lies in the outbox to its queues, in order, and deletes a row once its queue has it for good: a crash in between sends it again.
/// </summary>
sealed class Relay(IStore store, IQueues queues, Signal committed, Patience patience) : BackgroundService
{
    /// <summary>How many are under way at most.</summary>
    public const int AtOnce = 500;

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    long[] sent = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            await patience.UntilDoneAsync(() => StepAsync(stoppingToken), stoppingToken);
    }

    async Task StepAsync(CancellationToken cancellation)
    {
        // Always from the lowest row: PostgreSQL commits sequence numbers out of order, so a mark of how far it came would skip some.
        var rows = await store.NextAsync(sent, AtOnce, cancellation);
        sent = [];
        if (rows.Count == 0)
        {
            await committed.WaitAsync(Look, cancellation);
            return;
        }

        await queues.PublishAsync(rows, cancellation);
        sent = [.. rows.Select(row => row.Sequence)];
    }
}
