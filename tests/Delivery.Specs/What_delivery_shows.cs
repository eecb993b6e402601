using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using CptsReferral.Support;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Delivery;
using CptsReferral.Support.Messaging;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class What_delivery_shows : DeliverySpec
{
    [Fact]
    public async Task Is_these_instruments_with_tags_from_closed_sets()
    {
        var seen = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var meters = Listen((instrument, tags) => seen.TryAdd(instrument.Name, string.Join(',', tags)));
        var receiver = EndsWithScenario(await WebhookPeer.StartAsync(Cancellation));
        receiver.Answers([.. Enumerable.Repeat(404, 4)]);
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync(webhookUrl: receiver.Url));

        await delivery.BringsHomeAsync(referral);
        await Eventually.SeesAsync(delivery.DeadLettersAsync, dead => dead.Count == 1, Cancellation);
        // The mail leaves beside the webhook, and the calls are counted beside both.
        await Eventually.SeesAsync(
            () =>
            {
                meters.RecordObservableInstruments();
                return seen.Count;
            },
            count => count >= 4,
            Cancellation);

        seen.ShouldContainKeyAndValue("delivery.notices.sent", "channel,kind");
        seen.ShouldContainKeyAndValue("delivery.notices.age", "channel,kind");
        seen.ShouldContainKeyAndValue("delivery.notices.failed", "channel,kind,reason");
        seen.ShouldContainKeyAndValue("delivery.calllist.open", "");
        seen.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Counts_the_calls_still_to_be_made()
    {
        var counts = new ConcurrentBag<int>();
        var plan = new DeliveryPlan(EndsWithScenario(new SqliteSpecDatabase()), SpecBus.InMemory);
        await using (var before = await DeliveryHost.StartAsync(plan, Cancellation))
        {
            foreach (var _ in Enumerable.Range(0, 3))
                await before.PutsOnCallListAsync(await before.IsAnsweredAsync(await before.HasRequesterAsync()));
            var opened = await before.IsAnsweredAsync(await before.HasRequesterAsync());
            await before.PutsOnCallListAsync(opened);
            await before.SettlesAsync(Cancellation);
            await before.IsOpenedAsync(opened);
        }

        using var meters = Listen((_, _) => { }, counts.Add);
        EndsWithScenario(await DeliveryHost.StartAsync(plan, Cancellation));

        await Eventually.SeesAsync(
            () =>
            {
                meters.RecordObservableInstruments();
                return counts.Contains(3);
            },
            seen => seen,
            Cancellation);
    }

    [Fact]
    public async Task Ends_the_trace_that_began_with_the_request()
    {
        using var request = new ActivitySource("CptsReferral.Specs.Request");
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "MassTransit" or "CptsReferral.Delivery" || source == request,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var delivery = await StartAsync();
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        ActivityTraceId trace;
        using (var post = request.StartActivity("POST"))
        {
            trace = post.ShouldNotBeNull().TraceId;
            await delivery.BringsHomeAsync(referral);
        }

        await delivery.SettlesAsync(Cancellation);
        var mail = await Eventually.SeesAsync(
            () => spans.SingleOrDefault(span => span.OperationName == "send mail" && span.TraceId == trace), span => span is not null, Cancellation);
        mail!.GetTagItem("cpts.referral").ShouldBe(referral.Id);
        mail.Tags.ShouldNotContain(tag => tag.Value != null && tag.Value.Contains('@', StringComparison.Ordinal));
    }

    static MeterListener Listen(Action<Instrument, string[]> seen, Action<int>? open = null)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "CptsReferral.Delivery")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen(instrument, Names(tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen(instrument, Names(tags)));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
        {
            seen(instrument, Names(tags));
            open?.Invoke(value);
        });
        listener.Start();
        return listener;
    }

    static string[] Names(ReadOnlySpan<KeyValuePair<string, object?>> tags) => [.. tags.ToArray().Select(tag => tag.Key)];
}
