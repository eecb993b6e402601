using System.Globalization;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Lines;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>What a page cost before it could be read, and altogether.</summary>
/// <param name="Readable">Seconds until the whole text shows in its style.</param>
/// <param name="Complete">Seconds until everything it asked for is there.</param>
/// <param name="Bytes">That came down the line, headers and repetitions included.</param>
/// <param name="Asked">What was asked over the line, in its order.</param>
sealed record Visit(double Readable, double Complete, long Bytes, IReadOnlyList<string> Asked)
{
    const string Times = """
        () => new Promise((resolve) => {
          const look = () => {
            const [way] = performance.getEntriesByType('navigation');
            const [paint] = performance.getEntriesByName('first-contentful-paint');
            if (!way.loadEventEnd || !paint) return setTimeout(look, 20);
            resolve({ readable: Math.max(paint.startTime, way.responseEnd) / 1000, complete: way.loadEventEnd / 1000 });
          };
          look();
        })
        """;

    /// <summary>Goes somewhere, sees it whole, and waits until the line is quiet.</summary>
    public static async Task<Visit> OfAsync(Visitor visitor, SlowLine line, Func<Task> goes, CancellationToken cancellation)
    {
        var (bytes, asked) = (line.Down.Bytes, line.Asked.Count);
        await goes();
        var times = await visitor.Page.AsksAsync<Reading>(Times);
        await line.IsQuietAsync(cancellation);
        return new Visit(times.Readable, times.Complete, line.Down.Bytes - bytes, [.. line.Asked.Skip(asked)]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"readable after {Readable:0.0} s, complete after {Complete:0.0} s, {Bytes / 1024.0:0.0} KB for {string.Join(", ", Asked)}");

    sealed record Reading(double Readable, double Complete);
}
