using System.Text;

namespace CptsReferral.EndToEnd.Specs.Privacy;

/// <summary>What a thief carried away, searched the way they would: as text in any encoding and case, and in the disguises of programs that write text.</summary>
public sealed class Loot
{
    readonly List<(string Name, byte[] Bytes, byte[] Folded)> pieces = [];

    public IReadOnlyList<string> Names => [.. pieces.Select(piece => piece.Name)];

    public void Add(string name, byte[] bytes) => pieces.Add((name, bytes, Fold(bytes)));

    /// <summary>Every file of a folder, those included that somebody has open.</summary>
    public void AddFolder(string folder, params string[] without)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path);
            if (!without.Any(part => name.StartsWith(part, StringComparison.Ordinal)) && Read(path) is { } bytes)
                Add(name, bytes);
        }
    }

    /// <summary>Where and how each of the texts shows, by its label: never the text itself, a test's output is a log too.</summary>
    public IReadOnlyList<string> Find(IReadOnlyDictionary<string, string> texts) =>
    [
        .. from text in texts
           from disguise in Disguises(text.Value)
           from piece in pieces
           where (disguise.Exact ? piece.Bytes : piece.Folded).AsSpan().IndexOf(disguise.Bytes) >= 0
           select $"{text.Key}, {disguise.Name}, in {piece.Name}",
    ];

    static IEnumerable<(string Name, byte[] Bytes, bool Exact)> Disguises(string text)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            yield return (encoding.WebName, Fold(encoding.GetBytes(text)), false);
            // Base 64 depends on what stands before: three ways, each without the letters that neighbours share.
            for (var shift = 0; shift < 3; shift++)
                yield return ($"{encoding.WebName} in base 64", Encoding.ASCII.GetBytes(Base64(encoding.GetBytes(text), shift)), true);
            yield return ($"{encoding.WebName} in hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(encoding.GetBytes(text))), false);
        }
    }

    static string Base64(byte[] bytes, int shift)
    {
        var letters = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
        var last = (shift + bytes.Length) % 3 == 0 ? letters.Length : letters.Length - 1;
        return letters[(shift == 0 ? 0 : shift + 1)..last];
    }

    static byte[] Fold(byte[] bytes)
    {
        var folded = new byte[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            folded[i] = bytes[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(bytes[i] | 0x20) : bytes[i];
        return folded;
    }

    // Servers remove files as they go on.
    static byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            return copy.ToArray();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
