using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CptsReferral.Support.Deployed;

/// <summary>Takes traces, logs and metrics over OTLP (HTTP, protobuf) and keeps them to be looked at.</summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    readonly ConcurrentQueue<(string Signal, byte[] Body)> received = [];
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
            received.Enqueue((signal, body.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
    }

    public Uri Address => new(app.Urls.First());

    public IReadOnlyList<Span> Spans => [.. received.Where(batch => batch.Signal == "traces").SelectMany(batch => Span.Read(batch.Body))];

    /// <summary>All that came in, as text: what is no text in it shows as noise.</summary>
    public IEnumerable<string> AsText(string signal) =>
        received.Where(batch => batch.Signal == signal).Select(batch => System.Text.Encoding.UTF8.GetString(batch.Body));

    public Task StartAsync() => app.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
