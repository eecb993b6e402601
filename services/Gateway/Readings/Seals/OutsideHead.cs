using System.Globalization;
using System.Text;
using CptsReferral.Gateway.Sealing;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>A line of the file outside the database: a seal, as it was when it was made.</summary>
/// <param name="Number">Of the seal.</param>
/// <param name="UpTo">The highest reading that had been sealed.</param>
/// <param name="Mac">Of the seal, in hexadecimal digits.</param>
sealed record OutsideHead(long Number, long UpTo, string Mac)
{
    public static OutsideHead Of(ReadingSeal seal) => new(seal.Number, seal.UpTo, Convert.ToHexStringLower(seal.Mac));

    /// <summary>Null for a line that was not written to its end.</summary>
    public static OutsideHead? Read(string line) =>
        line.Split(' ') is [var number, var upTo, { Length: 64 } mac]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seal)
        && long.TryParse(upTo, NumberStyles.None, CultureInfo.InvariantCulture, out var reading)
            ? new OutsideHead(seal, reading, mac)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {UpTo} {Mac}");
}

/// <summary>The chain's heads, beside the keys: who cuts off the end of the record in the database, seals and all, is found out by them. Lines are only
/// ever added, one a seal, about a hundred bytes.</summary>
sealed class OutsideHeads(KeyRing keys)
{
    public const string FileName = "reading-seals.log";

    // Gateways write one after the other, but not always in the order of their seals.
    const int Tail = 4096;

    public string Location => Path.Combine(keys.Folder, FileName);

    /// <summary>The highest of the last lines; null when there is none.</summary>
    public OutsideHead? Last()
    {
        if (!File.Exists(Location))
            return null;
        using var file = new FileStream(Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(Tail, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.ASCII);
        return reader.ReadToEnd().Split('\n').Select(OutsideHead.Read).OfType<OutsideHead>().MaxBy(head => head.Number);
    }

    public void Add(OutsideHead head)
    {
        // A line of its own, whatever the one before came to. Two gateways at the same instant may spoil one line: the newest is written again at the next round.
        using var file = new FileStream(Location, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.ASCII.GetBytes($"\n{head}\n"));
        file.Flush(flushToDisk: true);
    }

    public IEnumerable<OutsideHead> All() => File.Exists(Location) ? File.ReadLines(Location, Encoding.ASCII).Select(OutsideHead.Read).OfType<OutsideHead>() : [];
}
