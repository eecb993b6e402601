using CptsReferral.Drills.Shapes;
using CptsReferral.Support.Split;

namespace CptsReferral.Drills.Faults;

/// <summary>Trouble with one node of a broker that has three: the other two go on.</summary>
abstract class NodeFault : Fault
{
    int node;

    public override string Place => "broker";

    public override bool IsIn(Shape shape) => shape == Shape.Cluster;

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        node = chance.Next(board.Split!.BrokerNodes);
        await StrikeAsync(board.Split, node);
        return $"node {node + 1}";
    }

    // One that runs already is let be.
    public override Task HealAsync(Board board, CancellationToken cancellation) => HealAsync(board.Split!, node);

    protected abstract Task StrikeAsync(SplitHost split, int struck);

    protected virtual Task HealAsync(SplitHost split, int struck) => split.Broker.StartAgainAsync();
}

/// <summary>kill -9 of one node, and started again on what its disk holds.</summary>
sealed class NodeIsKilled : NodeFault
{
    public override string Kind => "node-kill";

    protected override Task StrikeAsync(SplitHost split, int struck) => split.Broker.KillAsync(struck);
}

/// <summary>One node is stopped in order, and started again.</summary>
sealed class NodeStops : NodeFault
{
    public override string Kind => "node-stop";

    protected override Task StrikeAsync(SplitHost split, int struck) => split.Broker.StopAsync(struck);
}

/// <summary>One node and the two others do not hear each other, while the hosts reach all three.</summary>
sealed class NodeIsParted : NodeFault
{
    public override string Kind => "node-part";

    protected override Task StrikeAsync(SplitHost split, int struck) => split.Broker.PartAsync(struck);

    protected override async Task HealAsync(SplitHost split, int struck)
    {
        await split.Broker.RejoinAsync(struck);
        await split.Broker.StartAgainAsync();
    }
}
