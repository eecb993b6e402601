using System.Text;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The lane documents that come with the product, embedded as JSON; whatever file lies in <c>Lanes/Shipped</c> is one.</summary>
public static class ShippedLanes
{
    const string Prefix = "lanes/";

    static readonly Lazy<IReadOnlyList<LaneDocument>> Documents = new(Read);

    /// <summary>All of them, by code.</summary>
    public static IReadOnlyList<LaneDocument> All => Documents.Value;

    static IReadOnlyList<LaneDocument> Read()
    {
        var assembly = typeof(ShippedLanes).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => LaneCatalogue.Parse(ReadText(name))),
        ];
    }

    internal static string ReadText(string resource)
    {
        using var stream = typeof(ShippedLanes).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"No embedded resource {resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
