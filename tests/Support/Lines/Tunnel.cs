using System.ComponentModel;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CptsReferral.Support.Lines;

/// <summary>One end of a line: what is sent through it in its network comes here packet by packet, and what is written here arrives there.</summary>
internal sealed class Tunnel : IDisposable
{
    const string Name = "line";
    const int NameLength = 16;
    const ulong SetInterface = 0x400454ca;
    const short PacketsWithoutEthernet = 0x1001;

    readonly NetworkNamespace home;
    readonly FileStream device;

    Tunnel(NetworkNamespace home)
    {
        this.home = home;
        device = new FileStream(home.Inside(OpenDevice), FileAccess.ReadWrite, bufferSize: 0, isAsync: false);
    }

    /// <summary>Longest packet, as on any line that is not a loopback.</summary>
    public static int LongestPacket => 1500;

    public static Tunnel Open(NetworkNamespace home, IPAddress own, IPAddress peer)
    {
        var tunnel = new Tunnel(home);
        home.Runs("ip link set lo up");
        home.Runs($"ip address add {own} peer {peer} dev {Name}");
        home.Runs($"ip link set {Name} mtu {LongestPacket}");
        tunnel.GoesUp();
        return tunnel;
    }

    /// <summary>The device itself knows that there is a line, and tells whoever listens.</summary>
    public void GoesUp() => home.Runs($"ip link set {Name} up");

    public void GoesDown() => home.Runs($"ip link set {Name} down");

    /// <summary>Waits for a packet; 0 when the end is taken down.</summary>
    public int Read(Span<byte> packet)
    {
        try
        {
            return device.Read(packet);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    public void Write(ReadOnlySpan<byte> packet)
    {
        try
        {
            device.Write(packet);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // A device that is down hears nothing, as in a valley.
        }
    }

    /// <summary>Whoever waits for a packet is told.</summary>
    public void Dispose()
    {
        home.Runs($"ip link delete {Name}");
        device.Dispose();
    }

    static SafeFileHandle OpenDevice()
    {
        var opened = File.OpenHandle("/dev/net/tun", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var request = new byte[40];
        Encoding.ASCII.GetBytes(Name, request);
        BitConverter.TryWriteBytes(request.AsSpan(NameLength), PacketsWithoutEthernet);
        return ioctl(opened, SetInterface, request) == 0 ? opened : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", SetLastError = true)]
    static extern int ioctl(SafeFileHandle device, ulong what, byte[] request);
}
