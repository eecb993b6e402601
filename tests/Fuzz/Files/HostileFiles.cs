using System.IO.Compression;
using System.Text;
using Samples = CptsReferral.Support.Api.Files;

namespace CptsReferral.Fuzz.Files;

/// <summary>Files that somebody uploads who means harm: each is refused, or kept so that it runs nowhere.</summary>
static class HostileFiles
{
    const int Megabyte = 1024 * 1024;

    static readonly string[] Kinds = ["image/jpeg", "image/png", "image/heic", "application/pdf", "application/dicom", "application/xml", "text/xml"];
    static readonly string[] Others = ["image/svg+xml", "text/html", "application/xhtml+xml", "application/zip", "application/octet-stream", "text/javascript", "multipart/form-data"];
    static readonly string[] Names = ["../../x.png", "..\\..\\x.png", "/etc/passwd", "C:\\x\\photo.png", "photo.png.html", "photo.svg", ".htaccess", "con.png", "x\u202Egnp.exe", "é\u0301.png", "\"><script>.png"];

    static readonly byte[] Svg = """<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>"""u8.ToArray();
    static readonly byte[] Html = "<!doctype html><html><body><script>alert(1)</script></body></html>"u8.ToArray();
    static readonly byte[] External = """<!DOCTYPE AnnotatedECG [<!ENTITY x SYSTEM "file:///etc/passwd">]><AnnotatedECG xmlns="urn:hl7-org:v3">&x;</AnnotatedECG>"""u8.ToArray();

    static readonly byte[] Laughs = Encoding.UTF8.GetBytes(
        "<!DOCTYPE AnnotatedECG [<!ENTITY a0 \"ha\">" + string.Concat(Enumerable.Range(1, 20).Select(n => $"<!ENTITY a{n} \"{string.Concat(Enumerable.Repeat($"&a{n - 1};", 10))}\">")) + "]><AnnotatedECG>&a20;</AnnotatedECG>");

    public static IReadOnlyList<SampleFile> All { get; } =
    [
        .. from kind in (string[])[.. Kinds, .. Others]
           from content in ((string What, byte[] Bytes)[])[("svg", Svg), ("html", Html), ("xxe", External), ("billion laughs", Laughs), ("zip", ZipOf("../../../etc/cron.d/x")), ("zip bomb", Bomb()), ("program", [0x4D, 0x5A, 0x90, 0x00])]
           select new SampleFile($"{content.What} as {kind}", kind, "photo.png", content.Bytes, MustBeRefused: true),
        .. Names.Select(name => new SampleFile("name", "image/png", name, Samples.Png)),
        new("name of control characters", "image/png", "a\nb\0c.png", Samples.Png, MustBeRefused: true),
        new("no name", "image/png", "", Samples.Png),
        new("png and html", "image/png", "photo.html", [.. Samples.Png, .. Html]),
        new("jpeg and html", "image/jpeg", "photo.html", [.. Pictures.Jpeg(10, 10), .. Html]),
        new("pdf and html", "application/pdf", "lettre.html", [.. Samples.Pdf, .. Html]),
        new("png and zip", "image/png", "photo.zip", [.. Samples.Png, .. ZipOf("x")]),
        new("png that unpacks to 100 MB", "image/png", "photo.png", Pictures.Png(8000, 6000, new byte[100 * Megabyte])),
        new("png of 60000 x 60000", "image/png", "photo.png", Pictures.Png(60_000, 60_000, new byte[100]), MustBeRefused: true),
        new("png of 4 billion x 4 billion", "image/png", "photo.png", Pictures.Png(uint.MaxValue, uint.MaxValue, []), MustBeRefused: true),
        new("jpeg of 65535 x 65535", "image/jpeg", "photo.jpg", Pictures.Jpeg(65_535, 65_535), MustBeRefused: true),
        new("heic of 100000 x 100000", "image/heic", "photo.heic", Pictures.Heic(100_000, 100_000), MustBeRefused: true),
        new("png without a header", "image/png", "photo.png", Samples.Png[..8]),
        new("png cut short", "image/png", "photo.png", Samples.Png[..40]),
        new("jpeg cut short", "image/jpeg", "photo.jpg", Pictures.Jpeg(10, 10)[..24]),
        new("nothing", "image/png", "photo.png", [], MustBeRefused: true),
        new("aecg after a deep nest", "application/xml", "x.xml", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 50_000))), MustBeRefused: true),
        new("aecg with a broken encoding", "application/xml", "x.xml", [.. "<?xml version=\"1.0\" encoding=\"nonsense-8\"?>"u8, .. Samples.AnnotatedEcg], MustBeRefused: true),
        new("aecg in UTF-7", "application/xml", "x.xml", [.. "<?xml version=\"1.0\" encoding=\"utf-7\"?>"u8, .. Samples.AnnotatedEcg], MustBeRefused: true),
    ];

    /// <summary>More than may be sent; rare, for it is as large as it sounds.</summary>
    public static SampleFile TooLarge { get; } = new("too large", "image/png", "photo.png", [.. Samples.Png, .. new byte[25 * Megabyte]], MustBeRefused: true);

    static byte[] ZipOf(string name)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Html);
        }

        return buffer.ToArray();
    }

    static byte[] Bomb()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("bomb", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[20 * Megabyte]);
        }

        return buffer.ToArray();
    }
}
