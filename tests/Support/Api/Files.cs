using System.Text;

namespace CptsReferral.Support.Api;

/// <summary>The smallest files that are what they say they are.</summary>
public static class Files
{
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF"u8, 0x00, 0x01, 0x01, 0x00, 0x00, 0x01, 0x00, 0x01, 0x00, 0x00, 0xFF, 0xD9];

    public static byte[] AnnotatedEcg { get; } = Encoding.UTF8.GetBytes("<AnnotatedECG xmlns=\"urn:hl7-org:v3\"><code code=\"93000\"/></AnnotatedECG>");

    /// <summary>A file of one of the kinds that a lane takes.</summary>
    public static (byte[] Content, string ContentType, string Name) OfKind(IEnumerable<string> kinds)
    {
        foreach (var kind in kinds)
        {
            switch (kind)
            {
                case "image/png": return (Png, kind, "essai.png");
                case "image/jpeg": return (Jpeg, kind, "essai.jpg");
                case "application/pdf": return (Pdf, kind, "essai.pdf");
                case "application/xml": return (AnnotatedEcg, kind, "essai.xml");
            }
        }

        throw new ArgumentException("No file of these kinds is at hand.", nameof(kinds));
    }
}
