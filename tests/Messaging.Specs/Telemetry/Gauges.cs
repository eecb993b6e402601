using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CptsReferral.Platform.Messaging;

namespace CptsReferral.Messaging.Specs.Telemetry;

/// <summary>Reads the gauges of one host.</summary>
internal sealed class Gauges : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public Gauges(IMeterFactory host)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != MessagingTelemetry.Name || instrument.Meter.Scope != host)
                return;
            _names.Add(instrument.Name);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _values[instrument.Name] = value);
        _listener.Start();
    }

    public IEnumerable<string> Names => _names;

    public double? Read(string name)
    {
        _values.Clear();
        _listener.RecordObservableInstruments();
        return _values.TryGetValue(name, out var value) ? value : null;
    }

    public void Dispose() => _listener.Dispose();
}
