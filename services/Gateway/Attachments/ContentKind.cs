using System.Xml;

namespace CptsReferral.Gateway.Attachments;

/// <summary>The media types that may be attached, each recognised by its content: a name and a header prove nothing.</summary>
static class ContentKind
{
    static readonly Dictionary<string, Func<byte[], bool>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpeg"] = content => content is [0xFF, 0xD8, 0xFF, ..],
        ["image/png"] = content => content.AsSpan().StartsWith("\x89PNG\r\n\x1a\n"u8) || content is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..],
        ["image/heic"] = IsHeic,
        ["application/pdf"] = content => content.AsSpan().StartsWith("%PDF-"u8),
        ["application/dicom"] = content => content.Length > 132 && content.AsSpan(128, 4).SequenceEqual("DICM"u8),
        ["application/xml"] = IsAnnotatedEcg,
        ["text/xml"] = IsAnnotatedEcg,
    };

    public static IEnumerable<string> All => Known.Keys;

    public static bool IsKnown(string mediaType) => Known.ContainsKey(mediaType);

    public static bool Matches(string mediaType, byte[] content) => Known[mediaType](content);

    static bool IsHeic(byte[] content) =>
        content.Length > 12 && content.AsSpan(4, 4).SequenceEqual("ftyp"u8)
        && content.AsSpan(8, 4) is var brand
        && (brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("heim"u8));

    // HL7 aECG; document types and external entities are refused, only the root is read.
    static bool IsAnnotatedEcg(byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return reader.MoveToContent() == XmlNodeType.Element && reader.LocalName == "AnnotatedECG";
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
