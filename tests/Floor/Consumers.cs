using System.Text.Json;
using CptsReferral.Floor.Queues;
using CptsReferral.Floor.Stores;

namespace CptsReferral.Floor;

/// <summary>Routing begins a case and sends it on to its desk; the desk puts it on its worklist. Whatever has arrived becomes one commit, and then it is acknowledged.</summary>
sealed class Consumers(IStore store, IQueues queues, Signal committed, Patience patience, TimeProvider time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(queues.Receivers.Select(receiver => ConsumeAsync(receiver, stoppingToken)));

    async Task ConsumeAsync(IReceiver receiver, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var batch = await receiver.NextAsync(cancellation);
            // The relay sends at least once, and twice may be in one batch.
            var referrals = batch.Bodies.Select(body => JsonSerializer.Deserialize(body, FloorJson.Default.Referral)!).DistinctBy(referral => referral.Id).ToList();
            await patience.UntilDoneAsync(() => HandleAsync(receiver.Queue, referrals, cancellation), cancellation);
            await patience.UntilDoneAsync(() => batch.AcknowledgeAsync(cancellation).AsTask(), cancellation);
        }
    }

    async Task HandleAsync(string queue, List<Referral> referrals, CancellationToken cancellation)
    {
        if (queue == QueueNames.Routing)
        {
            await store.RouteAsync([.. referrals.Select(Route)], cancellation);
            committed.Raise();
        }
        else
        {
            await store.QueueAsync(referrals, time.GetUtcNow().UtcDateTime, cancellation);
        }
    }

    static RoutedReferral Route(Referral referral)
    {
        var halfway = referral.SubmittedAt + ((referral.DueAt - referral.SubmittedAt) / 2);
        return new RoutedReferral(
            referral,
            new Clock(Guid.CreateVersion7(), halfway, ClockKind.Reminder),
            new Clock(Guid.CreateVersion7(), referral.DueAt, ClockKind.Breach),
            Letter.To(QueueNames.Desk(referral.Lane), referral));
    }
}
