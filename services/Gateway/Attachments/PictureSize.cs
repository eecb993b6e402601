using System.Buffers.Binary;

namespace CptsReferral.Gateway.Attachments;

/// <summary>How many pixels a picture says it has, read from its headers. Nothing is decoded: whoever decodes has already lost to a picture of a few
/// kilobytes that unpacks to gigabytes.</summary>
static class PictureSize
{
    const int PngHeader = 24;
    const int BoxHeader = 8;
    const int WideBoxHeader = 16;

    /// <summary>0 where the content says nothing of a size; a viewer makes nothing of it either.</summary>
    public static decimal Pixels(string mediaType, ReadOnlySpan<byte> content) => mediaType.ToLowerInvariant() switch
    {
        "image/png" => Png(content),
        "image/jpeg" => Jpeg(content),
        "image/heic" => Heic(content, ["meta", "iprp", "ipco"]),
        _ => 0,
    };

    // The header is the first chunk, always.
    static decimal Png(ReadOnlySpan<byte> content) => content.Length >= PngHeader && content.Slice(12, 4).SequenceEqual("IHDR"u8)
        ? Area(BinaryPrimitives.ReadUInt32BigEndian(content[16..]), BinaryPrimitives.ReadUInt32BigEndian(content[20..]))
        : 0;

    // The largest frame before the pixels begin; a thumbnail lies inside a segment of its own and is passed over.
    static decimal Jpeg(ReadOnlySpan<byte> content)
    {
        const byte startOfScan = 0xDA;
        var largest = 0m;
        for (var at = 2; at + 4 <= content.Length && content[at] == 0xFF;)
        {
            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == startOfScan)
                break;
            if (IsFrame(marker) && at + 9 <= content.Length)
                largest = Math.Max(largest, Area(BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..])));
            at += 2 + (HasLength(marker) ? Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..])) : 0);
        }

        return largest;
    }

    // SOF0 to SOF15, without the tables among them (DHT, JPG, DAC).
    static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    static bool HasLength(byte marker) => marker is not (0x01 or (>= 0xD0 and <= 0xD9));

    // The largest of all pictures in the file: the tiles of one are pictures too, and so is the whole.
    static decimal Heic(ReadOnlySpan<byte> boxes, ReadOnlySpan<string> path)
    {
        var largest = 0m;
        while (TryReadBox(boxes, out var type, out var content, out var rest))
        {
            if (path.Length > 0 && type.SequenceEqual(System.Text.Encoding.ASCII.GetBytes(path[0])))
                largest = Math.Max(largest, Heic(path[0] == "meta" && content.Length >= 4 ? content[4..] : content, path[1..]));
            else if (path.Length == 0 && type.SequenceEqual("ispe"u8) && content.Length >= 12)
                largest = Math.Max(largest, Area(BinaryPrimitives.ReadUInt32BigEndian(content[4..]), BinaryPrimitives.ReadUInt32BigEndian(content[8..])));
            boxes = rest;
        }

        return largest;
    }

    // ISO base media: a length, a type; 1 for a length of eight bytes after it, 0 for all that is left.
    static bool TryReadBox(ReadOnlySpan<byte> boxes, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> rest)
    {
        type = content = rest = default;
        if (boxes.Length < BoxHeader)
            return false;
        var (length, header) = ((ulong)BinaryPrimitives.ReadUInt32BigEndian(boxes), BoxHeader);
        if (length == 1 && boxes.Length >= WideBoxHeader)
            (length, header) = (BinaryPrimitives.ReadUInt64BigEndian(boxes[BoxHeader..]), WideBoxHeader);
        else if (length == 0)
            length = (ulong)boxes.Length;
        if (length < (ulong)header)
            return false;
        type = boxes.Slice(4, 4);
        // What says it is longer than the file is read as far as it goes.
        var end = (int)Math.Min(length, (ulong)boxes.Length);
        content = boxes[header..end];
        rest = boxes[end..];
        return true;
    }

    static decimal Area(uint width, uint height) => (decimal)width * height;
}
