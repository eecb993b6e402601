using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.SignIn.OpenIdConnect;

/// <summary>An OpenID provider that people may sign in with, such as Pro Santé Connect; not offered while <see cref="MetadataAddress"/> is empty.</summary>
sealed class OpenIdConnectSignInOptions
{
    public const string Section = "Gateway:OpenIdConnect";

    /// <summary>The whole address of the provider's description: Pro Santé Connect has it at a path of its own.</summary>
    public string MetadataAddress { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    /// <summary>What the button says.</summary>
    public string DisplayName { get; set; } = "Pro Santé Connect";

    public string Scope { get; set; } = "openid scope_all";

    /// <summary>The strength that is asked for, and without which nobody gets in.</summary>
    public string AcrValues { get; set; } = "eidas1";

    /// <summary>The claim that holds the national identifier.</summary>
    public string NationalIdClaim { get; set; } = "SubjectNameID";

    public bool IsOffered => MetadataAddress.Length > 0;
}

sealed class OpenIdConnectSignInOptionsValidator : IValidateOptions<OpenIdConnectSignInOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdConnectSignInOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (!options.IsOffered)
            return ValidateOptionsResult.Success;
        // Codes and secrets travel there; plain HTTP only inside this machine.
        if (!Uri.TryCreate(options.MetadataAddress, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            faults.AddError($"{OpenIdConnectSignInOptions.Section}:{nameof(options.MetadataAddress)} must be an https address.");
        foreach (var (key, value) in ((string, string)[])
            [
                (nameof(options.ClientId), options.ClientId), (nameof(options.ClientSecret), options.ClientSecret), (nameof(options.DisplayName), options.DisplayName),
                (nameof(options.AcrValues), options.AcrValues), (nameof(options.NationalIdClaim), options.NationalIdClaim),
            ])
        {
            if (string.IsNullOrWhiteSpace(value))
                faults.AddError($"{OpenIdConnectSignInOptions.Section}:{key} is missing.");
        }

        if (!options.Scope.Split(' ').Contains("openid"))
            faults.AddError($"{OpenIdConnectSignInOptions.Section}:{nameof(options.Scope)} must contain openid.");
        return faults.Build();
    }
}
