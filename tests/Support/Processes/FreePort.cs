using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CptsReferral.Support.Processes;

/// <summary>A port that nobody listens on, below those that the system gives to outgoing connections: one of them could take a port between
/// the look and the listening. Nor is one given twice: between them the next one who looks would find it free.</summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int End = 32_000;

    private static readonly ConcurrentDictionary<int, byte> Given = new();

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            if (!Given.TryAdd(port, 0))
                continue;
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
