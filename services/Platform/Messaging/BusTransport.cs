namespace CptsReferral.Platform.Messaging;

/// <summary>What carries messages between rooms.</summary>
public enum BusTransport
{
    /// <summary>One process: the embedded default.</summary>
    InMemory,

    /// <summary>Several processes.</summary>
    RabbitMq,
}
