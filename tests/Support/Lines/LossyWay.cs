using System.Net;
using System.Net.Sockets;

namespace CptsReferral.Support.Lines;

/// <summary>
/// A detour between two processes of this machine, through two networks of their own with a bad line between them: packets are late and get lost, and the
/// kernels make of it what they can. Nothing of it outlives this process.
/// </summary>
internal sealed class LossyWay : IAsyncDisposable
{
    static readonly IPAddress Near = IPAddress.Parse("10.77.1.2");
    static readonly IPAddress Far = IPAddress.Parse("10.77.1.1");

    readonly NetworkNamespace near = NetworkNamespace.Create();
    readonly NetworkNamespace far = NetworkNamespace.Create();
    readonly Tunnel nearEnd;
    readonly Tunnel farEnd;
    readonly OneWay there;
    readonly OneWay back;
    readonly LoopbackLine exit;

    LossyWay(string host, int port, LineQuality quality, int seed)
    {
        farEnd = Tunnel.Open(far, Far, Near);
        nearEnd = Tunnel.Open(near, Near, Far);
        there = new OneWay(nearEnd, farEnd, quality, seed, _ => true);
        back = new OneWay(farEnd, nearEnd, quality, seed + 1, _ => true);
        exit = LoopbackLine.To(host, port, far.Inside(() => new TcpListener(Far, 0)));
    }

    public static LossyWay To(string host, int port, LineQuality quality, int seed) => new(host, port, quality, seed);

    /// <summary>Packets that did not arrive.</summary>
    public long Lost => there.Lost + back.Lost;

    /// <summary>A connection that goes this way.</summary>
    public async Task<TcpClient> ConnectAsync(CancellationToken cancellation)
    {
        // A socket belongs to the network in which it is opened.
        var client = near.Inside(() => new TcpClient(AddressFamily.InterNetwork));
        try
        {
            await client.ConnectAsync(Far, exit.Port, cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await exit.DisposeAsync();
        nearEnd.Dispose();
        farEnd.Dispose();
        await Task.WhenAll(there.Reading, there.Writing, back.Reading, back.Writing);
        near.Dispose();
        far.Dispose();
    }
}
