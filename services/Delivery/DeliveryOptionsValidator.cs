using Microsoft.Extensions.Options;

namespace CptsReferral.Delivery;

sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        CheckPublicUrl(options.PublicUrl, faults);
        if (options.Patience < TimeSpan.Zero)
            faults.AddError($"{DeliveryOptions.Section}:{nameof(options.Patience)} must not be negative.");
        if (options.FirstPause <= TimeSpan.Zero)
            faults.AddError($"{DeliveryOptions.Section}:{nameof(options.FirstPause)} must be positive.");
        if (options.LongestPause < options.FirstPause)
            faults.AddError($"{DeliveryOptions.Section}:{nameof(options.LongestPause)} must not be shorter than {nameof(options.FirstPause)}.");
        return faults.Build();
    }

    static void CheckPublicUrl(string url, ValidateOptionsResultBuilder faults)
    {
        const string Key = $"{DeliveryOptions.Section}:{nameof(DeliveryOptions.PublicUrl)}";
        if (string.IsNullOrWhiteSpace(url))
            faults.AddError($"{Key} is missing.");
        else if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || !IsWeb(uri) || uri.Query.Length > 0 || uri.Fragment.Length > 0 || uri.UserInfo.Length > 0)
            faults.AddError($"{Key} must be an http or https address without query or credentials.");
    }

    // Whether plain http will do is the gateway's to say: it is the one that people sign in to.
    static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp;
}
