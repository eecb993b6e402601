using System.Net.Sockets;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace CptsReferral.Platform.Messaging.Journal;

/// <summary>What a failed send says: about the bus, about the destination, or about the message.</summary>
internal enum SendFault
{
    /// <summary>Nothing can be sent now; every message waits.</summary>
    Bus,

    /// <summary>Nobody has declared the queue yet; this message waits.</summary>
    Unroutable,

    /// <summary>This message cannot be sent; after enough attempts it is parked.</summary>
    Message,
}

internal static class SendFaults
{
    public static SendFault Read(Exception fault) => fault switch
    {
        MessageReturnedException => SendFault.Unroutable,
        OperationCanceledException or TimeoutException => SendFault.Bus,
        ConnectionException or TransportException or TransportUnavailableException => SendFault.Bus,
        RabbitMQClientException or IOException or SocketException or ObjectDisposedException => SendFault.Bus,
        _ => SendFault.Message,
    };
}
