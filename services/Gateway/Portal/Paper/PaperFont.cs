using PdfSharp.Fonts;

namespace CptsReferral.Gateway.Portal.Paper;

/// <summary>The portal's own typeface: a container has none. Bold is the same one, drawn thicker.</summary>
sealed class PaperFont : IFontResolver
{
    public const string Family = "Figtree";

    const string Resource = "CptsReferral.Gateway.Portal.Paper.figtree.ttf";

    static readonly Lazy<byte[]> Bytes = new(Read);

    /// <summary>The library knows one resolver for the whole process.</summary>
    public static void Register() => GlobalFontSettings.FontResolver ??= new PaperFont();

    public byte[] GetFont(string faceName) => Bytes.Value;

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(Family, mustSimulateBold: isBold, mustSimulateItalic: isItalic);

    static byte[] Read()
    {
        using var font = typeof(PaperFont).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"{Resource} is missing.");
        using var bytes = new MemoryStream();
        font.CopyTo(bytes);
        return bytes.ToArray();
    }
}
