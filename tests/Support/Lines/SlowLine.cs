using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace CptsReferral.Support.Lines;

/// <summary>
/// The line of a phone in a valley between two networks of their own: 150 kbit/s each way, 400 ms there and back, every twentieth packet lost. The kernels
/// at its ends speak real TCP; what a line does to their packets is done here and not by <c>tc</c>, which some kernels come without and which cannot lose
/// exactly one reply. Nothing of it outlives this process.
/// </summary>
public sealed class SlowLine : IAsyncDisposable
{
    public static readonly LineQuality Quality = new(BytesPerSecond: 150_000 / 8.0, ShareLost: 0.05, Distance: TimeSpan.FromMilliseconds(200), LongestQueue: TimeSpan.FromSeconds(4));

    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    public static readonly IPEndPoint Server = new(IPAddress.Parse("10.77.0.1"), 5080);
    static readonly IPAddress Phone = IPAddress.Parse("10.77.0.2");

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-line-");
    readonly NetworkNamespace there = NetworkNamespace.Create();
    readonly NetworkNamespace here = NetworkNamespace.Create();
    readonly ConcurrentDictionary<ushort, bool> connections = new();
    readonly ConcurrentDictionary<ushort, bool> forgotten = new();
    readonly Tunnel phone;
    readonly Tunnel server;
    readonly ConcurrentQueue<string> asked = new();
    readonly ConcurrentDictionary<(ushort Connection, uint Place), bool> known = new();
    volatile bool silent;
    volatile Watched? watched;

    SlowLine(int seed)
    {
        server = Tunnel.Open(there, Server.Address, Phone);
        phone = Tunnel.Open(here, Phone, Server.Address);
        Up = new OneWay(phone, server, Quality, seed, packet => Arrives(packet, packet.IsTcp ? packet.Source : (ushort)0, up: true));
        Down = new OneWay(server, phone, Quality, seed + 1, packet => Arrives(packet, packet.IsTcp ? packet.Destination : (ushort)0, up: false));
    }

    /// <summary>Why no line can be laid on this machine; null when one can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess ? "The bad line needs Linux and root"
        : !File.Exists("/dev/net/tun") ? "The bad line needs /dev/net/tun"
        : !OnThePath("ip") || !OnThePath("nsenter") ? "The bad line needs ip (iproute2) and nsenter (util-linux)"
        : null;

    /// <summary>The server as the phone sees it: a name under localhost, so that a browser trusts it without a certificate.</summary>
    public static Uri Address { get; } = new($"http://portal.localhost:{Server.Port}");

    /// <summary>From the phone.</summary>
    public OneWay Up { get; }

    /// <summary>To the phone.</summary>
    public OneWay Down { get; }

    /// <summary>What was asked over the line so far, in its order: method and path of each request that came through, however often its packets went.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <param name="seed">Which packets are lost.</param>
    public static SlowLine Lay(int seed) => new(seed);

    /// <summary>A program that starts the given browser on the phone.</summary>
    public string OnThePhone(string browser)
    {
        var launcher = Path.Combine(folder.FullName, "browser");
        File.WriteAllText(launcher, $"""
            #!/bin/sh
            exec nsenter --net={here.Path} '{browser}' --host-resolver-rules='MAP {Address.Host} {Server.Address}' "$@"

            """);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(launcher, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return launcher;
    }

    /// <summary>Opens something at the server's end.</summary>
    public T AtTheServer<T>(Func<T> work) => there.Inside(work);

    /// <summary>Waits until the line has carried nothing for a while: what was lost on its way up is asked for again, and comes down only then.</summary>
    public async Task IsQuietAsync(CancellationToken cancellation)
    {
        var before = -1L;
        while (before != Down.Bytes + Up.Bytes)
        {
            before = Down.Bytes + Up.Bytes;
            await Task.Delay(Quiet, TimeProvider.System, cancellation);
        }
    }

    /// <summary>Nothing passes any more, and nobody is told.</summary>
    public void FallsSilent() => silent = true;

    /// <summary>Goes on; with another address the phone's connections lead nowhere, for ever.</summary>
    public void ComesBack(bool withAnotherAddress = false)
    {
        if (withAnotherAddress)
        {
            foreach (var port in connections.Keys)
                forgotten[port] = true;
        }

        watched = null;
        silent = false;
    }

    /// <summary>The phone finds no network, and knows it.</summary>
    public void GoesDown() => phone.GoesDown();

    public void GoesUp() => phone.GoesUp();

    /// <summary>
    /// Falls silent towards the phone once it has sent these words: what they ask for is done, and the reply never seen. That they came is acknowledged:
    /// whatever of them is lost on its way would otherwise never be sent again.
    /// </summary>
    public Task LosesTheReplyToAsync(string words)
    {
        var watch = new Watched(Encoding.ASCII.GetBytes(words), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        watched = watch;
        return watch.Seen.Task;
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        server.Dispose();
        await Task.WhenAll(Up.Reading, Up.Writing, Down.Reading, Down.Writing);
        here.Dispose();
        there.Dispose();
        folder.Delete(recursive: true);
    }

    bool Arrives(Packet packet, ushort connection, bool up)
    {
        connections[connection] = true;
        // A number that opens a connection anew is another one.
        if (up && packet is { IsTcp: true, Opens: true })
            forgotten.TryRemove(connection, out _);
        if (silent || forgotten.ContainsKey(connection) || (!up && watched is { Seen.Task.IsCompleted: true } lost && !lost.IsAcknowledgedBy(packet, connection)))
            return false;
        if (!up || !packet.IsTcp)
            return true;
        if (packet.Request is { } request && known.TryAdd((connection, packet.Place), true))
            asked.Enqueue(request);
        if (watched is { Seen.Task.IsCompleted: false } watch && packet.Content.StartsWith(watch.Words))
        {
            watch.Connection = connection;
            watch.Seen.TrySetResult();
        }

        return true;
    }

    static bool OnThePath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    sealed record Watched(byte[] Words, TaskCompletionSource Seen)
    {
        /// <summary>The one that the words came on.</summary>
        public ushort Connection { get; set; }

        public bool IsAcknowledgedBy(Packet packet, ushort connection) => packet.IsTcp && connection == Connection && packet.Content.IsEmpty;
    }
}
