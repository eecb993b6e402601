using System.Buffers.Binary;
using System.Text;

namespace CptsReferral.Support.Lines;

/// <summary>An IPv4 packet as it passes; only of TCP is more than its length known.</summary>
internal readonly record struct Packet(byte[] Bytes)
{
    const int Tcp = 6;
    const int Synchronise = 0x02;

    public bool IsTcp => Bytes.Length >= 40 && Bytes[0] >> 4 == 4 && Bytes[9] == Tcp;

    public ushort Source => BinaryPrimitives.ReadUInt16BigEndian(Segment);

    public ushort Destination => BinaryPrimitives.ReadUInt16BigEndian(Segment[2..]);

    /// <summary>Opens a connection.</summary>
    public bool Opens => (Segment[13] & Synchronise) != 0;

    public ReadOnlySpan<byte> Content => Segment[((Segment[12] >> 4) * 4)..];

    /// <summary>Where in its connection.</summary>
    public uint Place => BinaryPrimitives.ReadUInt32BigEndian(Segment[4..]);

    /// <summary>Method and path, where a request of HTTP begins; null elsewhere.</summary>
    public string? Request
    {
        get
        {
            var line = Content[..Math.Max(Content.IndexOf((byte)'\r'), 0)];
            return line.EndsWith(" HTTP/1.1"u8) ? Encoding.ASCII.GetString(line[..^9]) : null;
        }
    }

    ReadOnlySpan<byte> Segment => Bytes.AsSpan((Bytes[0] & 0x0f) * 4);
}
