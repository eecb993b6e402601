using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CptsReferral.Support.Lines;

/// <summary>What lies between two processes of this machine: a TCP line that can be made slow, swallow what is sent, or be cut. Nothing of it
/// outlives this process.</summary>
public sealed class LoopbackLine : IAsyncDisposable
{
    const int Piece = 16 * 1024;
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    readonly TcpListener listener;
    readonly CancellationTokenSource end = new();
    readonly ConcurrentDictionary<TcpClient, bool> open = new();
    readonly string host;
    readonly int port;
    readonly Task accepting;
    volatile bool swallows;
    volatile bool isCut;
    volatile LossyWay? detour;
    long delayTicks;

    LoopbackLine(string host, int port, TcpListener listener)
    {
        this.host = host;
        this.port = port;
        this.listener = listener;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    /// <summary>Where to connect in the place of the far end.</summary>
    public int Port { get; }

    /// <summary>Whether packets can be lost on this machine, see <see cref="Loses"/>.</summary>
    public static bool CanLose => SlowLine.Missing is null;

    public static LoopbackLine To(string host, int port) => To(host, port, new TcpListener(IPAddress.Loopback, 0));

    /// <param name="listener">Where its near end is.</param>
    internal static LoopbackLine To(string host, int port, TcpListener listener) => new(host, port, listener);

    /// <summary>Each piece of what is sent takes so long, each way.</summary>
    public void Slows(TimeSpan delay) => Interlocked.Exchange(ref delayTicks, delay.Ticks);

    /// <summary>What is sent stays under way, and nobody is told: connections look alive.</summary>
    public void Swallows() => swallows = true;

    /// <summary>Every connection is reset, and so is every new one.</summary>
    public void Cuts()
    {
        isCut = true;
        Reset();
    }

    /// <summary>Every connection is reset; new ones are taken.</summary>
    public void Reset()
    {
        foreach (var client in open.Keys)
            Abort(client);
    }

    /// <summary>Every connection is reset, and new ones go by a line on which packets are late and get lost.</summary>
    public void Loses(LineQuality quality, int seed)
    {
        detour = LossyWay.To(host, port, quality, seed);
        Reset();
    }

    /// <summary>Packets that were lost since <see cref="Loses"/>.</summary>
    public long Lost => detour?.Lost ?? 0;

    /// <summary>As it was: what was swallowed goes on, what went another way begins anew.</summary>
    public async Task HealsAsync()
    {
        isCut = swallows = false;
        Slows(TimeSpan.Zero);
        var way = detour;
        detour = null;
        if (way is not null)
            await way.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await HealsAsync();
        await end.CancelAsync();
        listener.Stop();
        Reset();
        await accepting;
        listener.Dispose();
        end.Dispose();
    }

    static void Abort(TcpClient client)
    {
        // Without lingering the end of a socket is a reset and not a farewell.
        try
        {
            if (client.Client is { } socket)
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It has ended by itself.
        }

        client.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync(end.Token);
                _ = CarryAsync(near);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or a caller that was gone before it was met.
            }
        }
    }

    async Task CarryAsync(TcpClient near)
    {
        TcpClient? far = null;
        open[near] = true;
        try
        {
            if (isCut)
                return;
            far = await ConnectAsync();
            open[far] = true;
            near.NoDelay = far.NoDelay = true;
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The far end is away: the near one learns it by its reset.
        }
        finally
        {
            foreach (var client in new[] { near, far }.OfType<TcpClient>())
            {
                open.TryRemove(client, out _);
                Abort(client);
            }
        }
    }

    async Task<TcpClient> ConnectAsync()
    {
        if (detour is { } way)
            return await way.ConnectAsync(end.Token);
        var far = new TcpClient();
        try
        {
            await far.ConnectAsync(host, port, end.Token);
            return far;
        }
        catch
        {
            far.Dispose();
            throw;
        }
    }

    async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            var piece = new byte[Piece];
            var (source, target) = (from.GetStream(), to.GetStream());
            int count;
            while ((count = await source.ReadAsync(piece, end.Token)) > 0)
            {
                if (Interlocked.Read(ref delayTicks) is > 0 and var ticks)
                    await Task.Delay(TimeSpan.FromTicks(ticks), TimeProvider.System, end.Token);
                while (swallows)
                    await Task.Delay(Glance, TimeProvider.System, end.Token);
                await target.WriteAsync(piece.AsMemory(0, count), end.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One end is gone; the other is told by who carries.
        }
    }
}
