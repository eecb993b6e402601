using CptsReferral.Drills.Shapes;
using CptsReferral.Support.Disks;

namespace CptsReferral.Drills.Faults;

/// <summary>Trouble with the server of the database.</summary>
abstract class DatabaseFault : Fault
{
    public override string Place => "database";

    public override bool IsIn(Shape shape) => shape != Shape.Standalone;

    public override Task HealAsync(Board board, CancellationToken cancellation) => board.Split!.DatabaseServer.StartAgainAsync();
}

/// <summary>kill -9 of PostgreSQL, which then recovers from its log.</summary>
sealed class DatabaseIsKilled : DatabaseFault
{
    public override string Kind => "database-kill";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        await board.Split!.DatabaseServer.KillAsync();
        return "killed";
    }
}

/// <summary>PostgreSQL is stopped in order: transactions under way are ended, everybody is told to go.</summary>
sealed class DatabaseRestarts : DatabaseFault
{
    public override string Kind => "database-restart";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        await board.Split!.DatabaseServer.StopAsync();
        return "stopped";
    }
}

/// <summary>The disk of the database is full: nothing can be written until somebody makes room.</summary>
sealed class DiskIsFull : Fault
{
    public override string Kind => "disk";

    public override string Place => "database";

    public override bool IsIn(Shape shape) => SmallDisk.IsPossible;

    public override Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        board.Disk!.FillsUp();
        return Task.FromResult("full");
    }

    public override Task HealAsync(Board board, CancellationToken cancellation)
    {
        board.Disk!.HasRoom();
        // PostgreSQL goes down rather than say that something was stored; whoever makes room starts it again.
        return board.Split?.DatabaseServer.StartAgainAsync() ?? Task.CompletedTask;
    }
}

/// <summary>The disk of the database stalls: each write and each fsync may take most of a second.</summary>
sealed class DiskIsSlow : Fault
{
    public override string Kind => "disk-slow";

    public override string Place => "database";

    public override bool IsIn(Shape shape) => SmallDisk.IsPossible;

    public override Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromMilliseconds(chance.Next(200, 900));
        var lasts = TimeSpan.FromSeconds(chance.Next(3, 10));
        board.Disk!.IsSlow(pause, lasts);
        return Task.FromResult($"stalls for {pause.TotalMilliseconds} ms, again and again");
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => board.Disk!.IsFastAgainAsync();
}
