using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway;

/// <summary>What the gateway needs to know of its place.</summary>
sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>Folder of the keys that sign access tokens, shared by all processes of the gateway. Made on first use.</summary>
    public string KeysDirectory { get; set; } = "";

    /// <summary>Tokens over plain HTTP: for the embedded default on loopback, or behind a proxy that ends TLS.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>How long an access token lives.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Functions that work through the call list, beside the coordinators; default <c>radiology-secretary</c>.</summary>
    // Lists are appended to when bound, so the default is not an initialiser.
    public IList<string> CallListFunctions { get; set; } = [];

    public bool MayCall(string function) => CallListFunctions is { Count: > 0 } functions ? functions.Contains(function) : function == "radiology-secretary";
}

sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.KeysDirectory))
            faults.AddError($"{GatewayOptions.Section}:{nameof(GatewayOptions.KeysDirectory)} is missing.");
        if (options.TokenLifetime < TimeSpan.FromMinutes(1) || options.TokenLifetime > TimeSpan.FromHours(4))
            faults.AddError($"{GatewayOptions.Section}:{nameof(GatewayOptions.TokenLifetime)} must be between 00:01:00 and 04:00:00.");
        return faults.Build();
    }
}
