using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CptsReferral.Platform.ServiceDefaults;

static class TelemetryRegistration
{
    /// <summary>Our own sources and meters are named <c>CptsReferral.Room</c>.</summary>
    const string Ours = "CptsReferral.*";

    public static void AddTelemetry(this IHostApplicationBuilder builder, string service)
    {
        builder.Services.AddOptionsWithValidateOnStart<TelemetryOptions>()
            .BindConfiguration(TelemetryOptions.Section)
            .Configure<IConfiguration>((options, configuration) =>
                options.OtlpEndpoint ??= configuration[TelemetryOptions.OtlpEndpointKey]);
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryValidator>();

        var settings = new TelemetryOptions { OtlpEndpoint = builder.Configuration[TelemetryOptions.OtlpEndpointKey] };
        builder.Configuration.GetSection(TelemetryOptions.Section).Bind(settings);
        var fits = TelemetryValidator.Faults(settings).Count == 0;

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(service, serviceNamespace: "cpts-referral"))
            .WithMetrics(AddMeters);

        // A span of every statement and message that nobody collects would cost more than the statement. Trace ids pass through all the same.
        if (fits && settings.OtlpEndpoint is { } endpoint)
            telemetry
                .WithTracing(traces => traces.AddSources(settings.TraceShare))
                .WithLogging(configureBuilder: null, logs => logs.IncludeFormattedMessage = true)
                .UseOtlpExporter(settings.OtlpProtocol, new Uri(endpoint));
    }

    // EF Core has no instrumentation package in this build; Npgsql and SqlClient have sources of their own.
    static void AddSources(this TracerProviderBuilder traces, double share) => traces
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(share)))
        .AddSource("MassTransit", Ours, "Npgsql", "Microsoft.Data.SqlClient")
        .AddAspNetCoreInstrumentation(requests =>
        {
            requests.Filter = context => !RequestLog.IsProbe(context.Request.Path);
            requests.EnrichWithHttpRequest = (activity, _) => Strip(activity);
        })
        .AddHttpClientInstrumentation(calls => calls.EnrichWithHttpRequestMessage = (activity, request) =>
            activity.SetTag("url.full", request.RequestUri?.GetLeftPart(UriPartial.Authority)));

    static void AddMeters(MeterProviderBuilder metrics) => metrics
        .AddMeter("MassTransit", Ours, "Npgsql")
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddRuntimeInstrumentation()
        .AddPrometheusExporter();

    /// <summary>A query may hold a search term, and that may be a name.</summary>
    static void Strip(Activity activity) => activity.SetTag("url.query", null);
}
