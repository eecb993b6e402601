using CptsReferral.Drills.Shapes;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Processes;

namespace CptsReferral.Drills.Faults;

/// <summary>Trouble with the processes of the switchboard itself.</summary>
abstract class ProcessFault : Fault
{
    // What it needs to come up may be away at that moment.
    const int Tries = 5;

    public override string Place => "processes";

    /// <summary>As a service manager does: again, until it stays. One that runs already is let be.</summary>
    protected static async Task StartAsync(HostProcess host, TimeSpan? clock = null)
    {
        if (host.IsRunning)
            return;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await host.StartAsync(clock);
                return;
            }
            catch (InvalidOperationException) when (tries < Tries)
            {
                await host.KillAsync();
            }
        }
    }

    protected static HostProcess OneOf(IReadOnlyList<HostProcess> hosts, Random chance) => hosts[chance.Next(hosts.Count)];
}

/// <summary>kill -9 of one process, and started again as by a service manager.</summary>
sealed class KillProcess : ProcessFault
{
    HostProcess? host;

    public override string Kind => "kill";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        host = OneOf(board.Hosts, chance);
        await host.KillAsync();
        return host.Name;
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => StartAsync(host!);
}

/// <summary>kill -9 of every process of a room at once.</summary>
sealed class KillRoom : ProcessFault
{
    IReadOnlyList<HostProcess> hosts = [];

    public override string Kind => "kill-room";

    public override bool IsIn(Shape shape) => shape != Shape.Standalone;

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var room = OneOf(board.Hosts, chance).Room;
        hosts = [.. board.Hosts.Where(host => host.Room == room)];
        await Task.WhenAll(hosts.Select(host => host.KillAsync()));
        return room;
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => Task.WhenAll(hosts.Select(host => StartAsync(host)));
}

/// <summary>SIGSTOP of one process, then SIGCONT: it believes that no time has passed.</summary>
sealed class HoldProcess : ProcessFault
{
    HostProcess? host;

    public override string Kind => "stop";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        host = OneOf(board.Hosts, chance);
        await host.HoldAsync();
        return host.Name;
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => host!.LetGoAsync();
}

/// <summary>Every process is stopped as by a service manager and started again, one after the other.</summary>
sealed class RestartRolling : ProcessFault
{
    public override string Kind => "restart";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        foreach (var host in board.Hosts)
        {
            await host.StopAsync();
            await StartAsync(host);
        }

        return $"{board.Hosts.Count} processes";
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => Task.WhenAll(board.Hosts.Select(host => StartAsync(host)));
}

/// <summary>The clock of one process is wrong by minutes, in either direction, and right again afterwards: both are jumps for those who meet in the database.</summary>
sealed class ClockIsWrong : ProcessFault
{
    // More than any pause between attempts; less than would make a token of one gateway unknown to the other.
    const int MostSeconds = 200;

    HostProcess? host;

    public override string Kind => "clock";

    public override bool IsIn(Shape shape) => WrongClock.IsPossible;

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        host = OneOf(board.Hosts, chance);
        var wrong = TimeSpan.FromSeconds(chance.Next(30, MostSeconds) * (chance.Next(2) == 0 ? 1 : -1));
        await host.KillAsync();
        await StartAsync(host, wrong);
        return $"{host.Name} is {Math.Abs(wrong.TotalSeconds)} s {(wrong > TimeSpan.Zero ? "ahead" : "behind")}";
    }

    public override async Task HealAsync(Board board, CancellationToken cancellation)
    {
        await host!.KillAsync();
        await StartAsync(host);
    }
}
