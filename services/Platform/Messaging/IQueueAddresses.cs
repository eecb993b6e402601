namespace CptsReferral.Platform.Messaging;

/// <summary>Says how a queue is addressed on the transport in use.</summary>
public interface IQueueAddresses
{
    /// <summary>The address to send to; for <c>ISendEndpointProvider.GetSendEndpoint</c>.</summary>
#pragma warning disable CA1716 // The house speaks one language; "addresses.For(queue)" reads best in it.
    Uri For(string queue);
#pragma warning restore CA1716
}
