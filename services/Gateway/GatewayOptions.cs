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
