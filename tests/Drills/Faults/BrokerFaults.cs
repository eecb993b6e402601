using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>Trouble with RabbitMQ.</summary>
abstract class BrokerFault : Fault
{
    public override string Place => "broker";

    public override bool IsIn(Shape shape) => shape != Shape.Standalone;
}

/// <summary>RabbitMQ is stopped in order, and started again on what it has kept.</summary>
sealed class BrokerStops : BrokerFault
{
    public override string Kind => "broker";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        await board.Split!.Broker.StopAsync();
        return "stopped";
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => board.Split!.Broker.StartAgainAsync();
}

/// <summary>kill -9 of RabbitMQ, and started again on what its disk holds.</summary>
sealed class BrokerIsKilled : BrokerFault
{
    public override string Kind => "broker-kill";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        await board.Split!.Broker.KillAsync();
        return "killed";
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => board.Split!.Broker.StartAgainAsync();
}

/// <summary>RabbitMQ loses its disk: queues, messages, everything.</summary>
sealed class BrokerIsWiped : BrokerFault
{
    public override string Kind => "broker-wipe";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        await board.Split!.Broker.KillAsync();
        return "lost its disk";
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => board.Split!.WipeBrokerAsync(cancellation);
}
