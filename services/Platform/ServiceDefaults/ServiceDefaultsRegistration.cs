using System.Text.Json;
using System.Text.Json.Serialization;
using CptsReferral.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.ServiceDefaults;

/// <summary>What every host does the same way: logs, traces, metrics, health, one clock, JSON on the wire.</summary>
public static class ServiceDefaultsRegistration
{
    /// <summary>A health check with this tag says whether the host may take work.</summary>
    public const string ReadyTag = "ready";

    /// <summary>Adds the defaults; <paramref name="service"/> is the room's name in lower case, as traces and metrics show it.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, string service)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(service);
        builder.AddQuietConsole();
        builder.AddTelemetry(service);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddCheck("process", () => HealthCheckResult.Healthy());
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(
            new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)));
        return builder;
    }

    /// <summary>Maps <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>, and logs each request without its query.</summary>
    /// <param name="app">The host.</param>
    /// <param name="worksWithout">Tags of checks that do not make this host unready, because its work goes on without them.</param>
    public static WebApplication MapServiceDefaults(this WebApplication app, params string[] worksWithout)
    {
        // Before anything is constructed that would stumble over the first wrong option: an operator is told all of them at once.
        app.Services.GetService<IStartupValidator>()?.Validate();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler();
        app.MapHealthChecks("/health/live", new HealthCheckOptions
        {
            Predicate = check => check.Name == "process",
            ResponseWriter = HealthReply.WriteAsync,
        }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => (check.Tags.Contains(ReadyTag) || check.Tags.Contains(MessagingTelemetry.HealthTag)) && !check.Tags.Overlaps(worksWithout),
            ResponseWriter = HealthReply.WriteAsync,
        }).AllowAnonymous();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        return app;
    }

    static void AddQuietConsole(this IHostApplicationBuilder builder)
    {
        // First in the list, so that appsettings, environment and command line still have the last word.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Information",
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
                ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
                ["Logging:LogLevel:OpenIddict"] = "Warning",
                ["Logging:LogLevel:Polly"] = "Warning",
            },
        });
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        // These two write whole URLs, query included. A search term may be a patient's name: no configuration turns them on.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    }
}
