using CptsReferral.Drills.Shapes;
using CptsReferral.Support.Lines;

namespace CptsReferral.Drills.Faults;

/// <summary>The line from the hosts to the broker or to the database is slow, loses packets, swallows everything, is reset, or is cut.</summary>
sealed class LineFails : BrokerFault
{
    static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(150);

    // A radio link between two houses on a bad day.
    static readonly LineQuality Bad = new(BytesPerSecond: 2_000_000, ShareLost: 0.03, Distance: TimeSpan.FromMilliseconds(20), LongestQueue: TimeSpan.FromSeconds(1));

    IReadOnlyList<LoopbackLine> lines = [];

    public override string Kind => "line";

    public override string Place => "lines";

    public override Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var toBroker = chance.Next(2) == 0;
        lines = toBroker ? board.Split!.BrokerLines : [board.Split!.DatabaseLine];
        var how = chance.Next(LoopbackLine.CanLose ? 5 : 4);
        foreach (var line in lines)
        {
            switch (how)
            {
                case 0: line.Slows(Slow); break;
                case 1: line.Swallows(); break;
                case 2: line.Reset(); break;
                case 3: line.Cuts(); break;
                default: line.Loses(Bad, chance.Next()); break;
            }
        }

        return Task.FromResult($"to the {(toBroker ? "broker" : "database")} {(how switch { 0 => "is slow", 1 => "swallows", 2 => "is reset", 3 => "is cut", _ => "loses packets" })}");
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => Task.WhenAll(lines.Select(line => line.HealsAsync()));
}
