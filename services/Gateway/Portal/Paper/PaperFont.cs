using System.Collections.Concurrent;
using PdfSharp.Fonts;

namespace CptsReferral.Gateway.Portal.Paper;

/// <summary>DejaVu Sans, brought along: a container has no typeface at all, and what people type about patients has signs that most do not draw.</summary>
sealed class PaperFont : IFontResolver
{
    public const string Family = "DejaVu Sans";

    const string Plain = "paper.ttf";
    const string Bold = "paper-bold.ttf";

    // The library knows one resolver for the whole process, and refuses another one once a page was drawn.
    static readonly Lazy<PaperFont> Only = new(() =>
    {
        var font = new PaperFont();
        GlobalFontSettings.FontResolver = font;
        return font;
    });

    readonly ConcurrentDictionary<string, byte[]> faces = new(StringComparer.Ordinal);

    public static void Register() => _ = Only.Value;

    public byte[] GetFont(string faceName) => faces.GetOrAdd(faceName, Read);

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? Bold : Plain, mustSimulateBold: false, mustSimulateItalic: isItalic);

    static byte[] Read(string name)
    {
        using var font = typeof(PaperFont).Assembly.GetManifestResourceStream("CptsReferral.Gateway.Portal.Paper." + name) ?? throw new InvalidOperationException($"{name} is missing.");
        using var bytes = new MemoryStream();
        font.CopyTo(bytes);
        return bytes.ToArray();
    }
}
