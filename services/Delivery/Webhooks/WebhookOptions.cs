namespace CptsReferral.Delivery.Webhooks;

/// <summary>How the software of requesters is told.</summary>
sealed class WebhookOptions
{
    public const string Section = $"{DeliveryOptions.Section}:Webhook";

    /// <summary>Lets webhooks reach this very machine, and over plain http: for demos and specs.</summary>
    public bool AllowLoopbackHttp { get; set; }

    /// <summary>For one attempt.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the second attempt; doubles from there.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);
}
