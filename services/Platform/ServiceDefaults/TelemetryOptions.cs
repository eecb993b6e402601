using OpenTelemetry.Exporter;

namespace CptsReferral.Platform.ServiceDefaults;

/// <summary>Where traces, metrics and logs go besides <c>/metrics</c> and the console.</summary>
sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The name every OpenTelemetry tool knows; <c>Telemetry:OtlpEndpoint</c> wins over it.</summary>
    public const string OtlpEndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Nothing is exported while this is empty.</summary>
    public string? OtlpEndpoint { get; set; }

    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;

    /// <summary>The share of traces that are kept, 0 to 1; a trace is kept or dropped as a whole.</summary>
    public double TraceShare { get; set; } = 1;
}
