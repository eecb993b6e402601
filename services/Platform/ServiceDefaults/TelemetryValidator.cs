using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.ServiceDefaults;

sealed class TelemetryValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var faults = Faults(options);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    public static List<string> Faults(TelemetryOptions options)
    {
        var faults = new List<string>();
        if (options.OtlpEndpoint is { } endpoint && !IsWebAddress(endpoint))
        {
            faults.Add($"{TelemetryOptions.Section}:{nameof(options.OtlpEndpoint)} ({TelemetryOptions.OtlpEndpointKey}) must be an absolute http or https address");
        }

        if (options.TraceShare is not (>= 0 and <= 1))
        {
            faults.Add($"{TelemetryOptions.Section}:{nameof(options.TraceShare)} must lie between 0 and 1");
        }

        if (!Enum.IsDefined(options.OtlpProtocol))
        {
            faults.Add($"{TelemetryOptions.Section}:{nameof(options.OtlpProtocol)} must be Grpc or HttpProtobuf");
        }

        return faults;
    }

    static bool IsWebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
