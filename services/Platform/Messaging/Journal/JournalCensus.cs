using System.Diagnostics.Metrics;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>The journal's gauges, read from a snapshot. A stale snapshot reports nothing rather than yesterday's calm.</summary>
internal sealed class JournalCensus : IDisposable
{
    private readonly Meter _meter;
    private readonly TimeProvider _time;
    private readonly TimeSpan _freshFor;
    private volatile Snapshot? _snapshot;

    public JournalCensus(IMeterFactory meters, TimeProvider time, Microsoft.Extensions.Options.IOptions<BusOptions> options)
    {
        _time = time;
        _freshFor = options.Value.Journal.Upkeep * 6;
        _meter = meters.Create(MessagingTelemetry.Name);
        _meter.CreateObservableGauge(
            "messaging.outbox.age", () => Observe(now => now.AgeSeconds), "s", "Age of the oldest message that is due and not sent");
        _meter.CreateObservableGauge(
            "messaging.outbox.pending", () => Observe(now => now.Pending), "{message}", "Messages that are due and not sent");
        _meter.CreateObservableGauge(
            "messaging.outbox.unhandled", () => Observe(now => now.Unhandled), "{message}", "Messages sent and not handled yet");
        _meter.CreateObservableGauge(
            "messaging.dead_letters", () => Observe(now => now.Dead), "{message}", "Messages that failed for good and wait for an operator");
        _meter.CreateObservableGauge(
            "messaging.strays", () => Observe(now => now.Strays), "{message}", "Messages of the last day that this database does not know");
    }

    public void Take(Snapshot snapshot) => _snapshot = snapshot;

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Observe(Func<Snapshot, double> read)
    {
        if (_snapshot is { } snapshot && _time.GetUtcNow() - snapshot.TakenAt <= _freshFor)
            yield return new Measurement<double>(read(snapshot));
    }

    internal sealed record Snapshot(DateTimeOffset TakenAt, double AgeSeconds, int Pending, int Unhandled, int Dead, int Strays);
}
