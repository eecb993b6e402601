using System.Runtime.CompilerServices;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>A line of the table: one thing asked at one address, and how each viewer is answered.</summary>
sealed record Line(string Method, string Route, string What, IReadOnlyDictionary<string, string> Expected)
{
    /// <summary>Let in like everybody else: nobody is asked who they are.</summary>
    const string Public = "public";

    public static IReadOnlyList<Line> All { get; } = Read();

    public string Door => $"{Method} {Route}";

    public static Line Of(string door, string what) => All.Single(line => line.Door == door && line.What == what);

    static List<Line> Read([CallerFilePath] string here = "") =>
    [
        .. File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "who-may-ask-for-what.md"))
            .Select(line => line.Trim())
            // The legend stands in code too, and is about no address.
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('`')[1].Contains(" /", StringComparison.Ordinal))
            .Select(Of),
    ];

    // A pattern may have a bar in it, as in (open|closed): inside code that is no border.
    static Line Of(string text)
    {
        var door = text.Split('`')[1].Replace("\\|", "|", StringComparison.Ordinal);
        var cells = text.Split('`')[2].Split('|', StringSplitOptions.TrimEntries)[1..^1];
        if (cells.Length != 1 + Places.All.Count)
            throw new InvalidOperationException($"The line of {door} has {cells.Length - 1} viewers, not {Places.All.Count}.");
        var expected = Places.All.Zip(cells[1..]).ToDictionary(cell => cell.First.Place, cell => cell.Second == Public ? Seen.In : cell.Second, StringComparer.Ordinal);
        return new Line(door.Split(' ')[0], door.Split(' ')[1], cells[0], expected);
    }
}
