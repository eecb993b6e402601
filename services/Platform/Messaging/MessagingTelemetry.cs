namespace CptsReferral.Platform.Messaging;

/// <summary>Names to subscribe to. MassTransit's own source and meter are both called "MassTransit".</summary>
public static class MessagingTelemetry
{
    /// <summary>Of our activity source and of our meter.</summary>
    public const string Name = "CptsReferral.Messaging";

    /// <summary>Tag of the bus's health check. A host whose users can work without the bus leaves it out of "ready".</summary>
    public const string HealthTag = "bus";
}
