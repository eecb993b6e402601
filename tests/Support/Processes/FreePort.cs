using System.Net;
using System.Net.Sockets;

namespace CptsReferral.Support.Processes;

/// <summary>A port that nobody listens on, below those that the system gives to outgoing connections: one of them could take a port between
/// the look and the listening.</summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_000;

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there: another one.
            }
        }
    }
}
