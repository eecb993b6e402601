using System.Collections.Concurrent;
using System.Diagnostics;
using CptsReferral.Platform.ServiceDefaults;
using CptsReferral.Support.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace CptsReferral.Support.Defaults;

/// <summary>A host of nothing but the service defaults, two routes and one sick check; it keeps what it logged and traced.</summary>
public sealed class PlainHost : IAsyncDisposable
{
    public const string Secret = "Password=hunter2";

    readonly LogRecorder log = new();
    readonly ConcurrentQueue<string> tags = new();
    readonly ActivityListener listener;
    readonly WebApplication app;

    PlainHost(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                foreach (var (key, value) in span.TagObjects)
                    tags.Enqueue($"{key}={value}");
            },
        };
        ActivitySource.AddActivityListener(listener);

        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults("plain");
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddHealthChecks()
            .AddCheck("archive", () => HealthCheckResult.Unhealthy(Secret), tags: [ServiceDefaultsRegistration.ReadyTag])
            .AddCheck("spare", () => HealthCheckResult.Unhealthy(Secret), tags: [ServiceDefaultsRegistration.ReadyTag, "spare"]);
        app = builder.Build();
        app.MapServiceDefaults(worksWithout: "spare");
        app.MapGet("/people/{id:int}", (int id) => new { id, day = DayOfWeek.Monday });
        app.MapGet("/fault", string () => throw new InvalidOperationException(Secret));
    }

    public HttpClient Client => new() { BaseAddress = new Uri(app.Urls.First()) };

    public IReadOnlyList<string> Log => log.Lines;

    public IReadOnlyList<string> SpanTags => [.. tags];

    /// <summary>Whether it records spans.</summary>
    public bool IsTraced => app.Services.GetService<TracerProvider>() is not null;

    public static async Task<PlainHost> StartAsync(params KeyValuePair<string, string?>[] settings)
    {
        var host = new PlainHost(settings);
        try
        {
            await host.app.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await app.DisposeAsync();
    }
}
