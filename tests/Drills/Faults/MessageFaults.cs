using System.Text;
using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>Messages that passed before come again, twice each and in another order.</summary>
sealed class MessagesComeAgain : BrokerFault
{
    const string Listener = "drill-listens";
    const int Most = 40;

    public override string Kind => "duplicates";

    public override string Place => "messages";

    public override async Task PrepareAsync(Board board, CancellationToken cancellation)
    {
        var queues = board.Split!.Queues;
        var exchanges = (await queues.ExchangesAsync(cancellation)).Keys
            .Where(name => name.StartsWith("CptsReferral.Contracts.", StringComparison.Ordinal) || (name.StartsWith("desk-", StringComparison.Ordinal) && !name.Contains('_', StringComparison.Ordinal)));
        await queues.ListenAsync(Listener, exchanges, Most, cancellation);
    }

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var queues = board.Split!.Queues;
        // A broker that lost its disk has lost the listener too.
        await PrepareAsync(board, cancellation);
        var passed = (await queues.TakeAsync(Listener, Most, cancellation))
            .Where(message => message.GetProperty("payload").GetString() != PoisonOnQueue.Payload).ToArray();
        chance.Shuffle(passed);
        foreach (var message in passed.Concat(passed.Reverse()))
            await queues.SendAgainAsync(message, cancellation);
        return $"{passed.Length} messages twice";
    }
}

/// <summary>Something that is no message of ours lies on a lane's queue.</summary>
sealed class PoisonOnQueue : BrokerFault
{
    static readonly byte[] Poison = Encoding.UTF8.GetBytes("{ this is no message");

    /// <summary>As the broker shows it.</summary>
    public static string Payload => Convert.ToBase64String(Poison);

    public override string Kind => "poison";

    public override string Place => "messages";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var queue = (await board.Split!.Queues.QueuesAsync(cancellation)).Keys
            .Where(name => name.StartsWith("desk-", StringComparison.Ordinal) && !name.Contains('_', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToArray();
        if (queue.Length == 0)
            throw new InvalidOperationException("No lane has a queue just now.");
        var target = queue[chance.Next(queue.Length)];
        await board.Split.Queues.SendAsync(target, Poison, "application/vnd.masstransit+json", cancellation);
        return target;
    }
}
