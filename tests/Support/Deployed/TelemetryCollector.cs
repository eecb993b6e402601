using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Support.Deployed;

/// <summary>Takes traces, logs and metrics over OTLP (HTTP, protobuf) and keeps them to be looked at. Spans are read once, as they
/// come: a spec looks often, and an exporter whose batch has to wait for the processor gives the batch up.</summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    readonly ConcurrentQueue<(string Signal, byte[] Body)> received = [];
    readonly ConcurrentDictionary<string, ConcurrentQueue<Span>> traces = new(StringComparer.Ordinal);
    int spans;
    readonly WebApplication app;

    public TelemetryCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            Keep(signal, body.ToArray());
            return Results.Bytes([], "application/x-protobuf");
        });
    }

    public Uri Address => new(app.Urls.First());

    /// <summary>How many spans have come, of all traces.</summary>
    public int Spans => Volatile.Read(ref spans);

    /// <summary>All that came in, as text: what is no text in it shows as noise.</summary>
    public IEnumerable<string> AsText(string signal) =>
        received.Where(batch => batch.Signal == signal).Select(batch => System.Text.Encoding.UTF8.GetString(batch.Body));

    /// <summary>The spans of one trace so far.</summary>
    public IReadOnlyList<Span> Of(string trace) => traces.TryGetValue(trace, out var found) ? [.. found] : [];

    public Task StartAsync() => app.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    void Keep(string signal, byte[] body)
    {
        received.Enqueue((signal, body));
        if (signal != "traces")
            return;
        foreach (var span in Span.Read(body))
        {
            traces.GetOrAdd(span.TraceId, _ => []).Enqueue(span);
            Interlocked.Increment(ref spans);
        }
    }
}
