using System.Text;
using Samples = CptsReferral.Support.Api.Files;

namespace CptsReferral.Fuzz.Files;

/// <summary>One of every kind that may be attached.</summary>
static class ValidFiles
{
    public static IReadOnlyList<SampleFile> All { get; } =
    [
        new("png", "image/png", "photo.png", Samples.Png),
        new("jpeg", "image/jpeg", "photo.jpg", Pictures.Jpeg(4000, 3000)),
        new("jpeg", "image/jpeg", "vue d'ensemble.jpg", Pictures.Jpeg(800, 600)),
        new("heic", "image/heic", "photo.heic", Pictures.Heic(4032, 3024)),
        new("pdf", "application/pdf", "tracé n° 1.pdf", Samples.Pdf),
        new("dicom", "application/dicom", "image.dcm", [.. new byte[128], .. "DICM"u8, .. new byte[16]]),
        new("aecg", "application/xml", "tracé.xml", Samples.AnnotatedEcg),
        new("aecg", "text/xml", "tracé.xml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>\n{Encoding.UTF8.GetString(Samples.AnnotatedEcg)}")),
    ];
}
