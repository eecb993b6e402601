using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging;

/// <summary>
/// Addresses as the journal keeps them: <c>queue:name</c> or <c>exchange:name</c>, without a host, so that stored
/// messages survive a move of the broker or of the shape.
/// </summary>
internal sealed class QueueAddresses(IOptions<BusOptions> options) : IQueueAddresses
{
    private const string Queue = "queue:";
    private const string Exchange = "exchange:";

    // In memory a message type's exchange is named by its URN, on RabbitMQ without this beginning.
    private const string Urn = "urn:message:";

    public Uri For(string queue) => Resolve(Stored(queue));

    /// <summary>How the journal stores the address of a queue.</summary>
    public static string Stored(string queue) => Queue + queue;

    /// <summary>The address a stored destination has on the transport in use.</summary>
    public Uri Resolve(string destination)
    {
        // On RabbitMQ `queue:` would declare a classic queue beside the quorum queue of the endpoint; the exchange of
        // the same name leads to it. In memory the queue has to be named, or a message sent before its consumer is lost.
        var onRabbitMq = options.Value.Transport == BusTransport.RabbitMq;
        if (onRabbitMq && destination.StartsWith(Queue, StringComparison.Ordinal))
            destination = Exchange + destination[Queue.Length..];
        else if (!onRabbitMq && destination.StartsWith(Exchange, StringComparison.Ordinal))
            destination = Exchange + Urn + destination[Exchange.Length..];
        return new Uri(destination);
    }

    /// <summary>What to store for an address. The exchange of a message type has its namespace before a colon; a queue has none.</summary>
    public static string Store(Uri address)
    {
        var name = Uri.UnescapeDataString(address.AbsolutePath[(address.AbsolutePath.LastIndexOf('/') + 1)..]);
        if (name.StartsWith(Urn, StringComparison.Ordinal))
            name = name[Urn.Length..];
        return (name.Contains(':', StringComparison.Ordinal) ? Exchange : Queue) + name;
    }
}
