using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace CptsReferral.Fuzz.Files;

/// <summary>Pictures of declared sizes, however few bytes they have.</summary>
static class Pictures
{
    /// <summary>A grey PNG that says how large it is, over whatever pixels it has.</summary>
    public static byte[] Png(uint width, uint height, byte[] pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zip.Write(pixels);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A JPEG that says how large it is, with nothing in it.</summary>
    public static byte[] Jpeg(ushort width, ushort height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF"u8, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00,
        0xFF, 0xC0, 0x00, 0x0B, 0x08, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 0x01, 0x01, 0x11, 0x00,
        0xFF, 0xD9,
    ];

    /// <summary>A HEIC that says how large its picture is.</summary>
    public static byte[] Heic(uint width, uint height)
    {
        var size = new byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(size.AsSpan(4), width);
        BinaryPrimitives.WriteUInt32BigEndian(size.AsSpan(8), height);
        return
        [
            .. Box("ftyp"u8, [.. "heic"u8, 0, 0, 0, 0, .. "heic"u8, .. "mif1"u8]),
            .. Box("meta"u8, [0, 0, 0, 0, .. Box("iprp"u8, Box("ipco"u8, Box("ispe"u8, size)))]),
        ];
    }

    static byte[] Box(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)(8 + content.Length));
        return [.. length, .. type, .. content];
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        byte[] counted = [.. type, .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc32.HashToUInt32(counted));
        return [.. length, .. counted, .. sum];
    }
}
