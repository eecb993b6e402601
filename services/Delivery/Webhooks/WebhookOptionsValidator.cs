using Microsoft.Extensions.Options;

namespace CptsReferral.Delivery.Webhooks;

sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        faults.CheckWait(options.Timeout, WebhookOptions.Section, nameof(options.Timeout));
        faults.CheckWait(options.RetryDelay, WebhookOptions.Section, nameof(options.RetryDelay));
        return faults.Build();
    }
}
