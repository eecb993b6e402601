using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>Which faults come in which order: all kinds once before one comes again. It follows from the seed alone.</summary>
static class FaultPlan
{
    /// <summary>Every kind, anew: a fault remembers what it hit.</summary>
    public static IReadOnlyList<Fault> Kinds =>
    [
        new KillProcess(),
        new KillRoom(),
        new HoldProcess(),
        new RestartRolling(),
        new ClockIsWrong(),
        new MailFails(),
        new WebhookFails(),
        new LaneChanges(),
        new BrokerStops(),
        new BrokerIsKilled(),
        new BrokerIsWiped(),
        new NodeIsKilled(),
        new NodeStops(),
        new NodeIsParted(),
        new DatabaseIsKilled(),
        new DatabaseRestarts(),
        new DiskIsFull(),
        new DiskIsSlow(),
        new MessagesComeAgain(),
        new PoisonOnQueue(),
        new LineFails(),
    ];

    /// <summary>One plan; or, where faults may overlap, one for each place, to be followed at once.</summary>
    public static IReadOnlyList<IEnumerable<PlannedFault>> Of(DrillOrder order)
    {
        var kinds = Kinds.Where(fault => fault.IsIn(order.Shape) && (order.Faults.Count == 0 || order.Faults.Contains(fault.Kind)));
        return order.Overlap
            ? [.. kinds.GroupBy(fault => fault.Place, StringComparer.Ordinal).Select((place, number) => Of(order.Seed + number, [.. place]))]
            : [Of(order.Seed, [.. kinds])];
    }

    /// <summary>Endless; who follows it stops when time is over.</summary>
    static IEnumerable<PlannedFault> Of(int seed, IReadOnlyList<Fault> faults)
    {
        if (faults.Count == 0)
            yield break;
        // Its own for each who reads it: the plan that is shown is the one that is followed.
        Fault[] kinds = [.. faults];
#pragma warning disable CA5394 // A plan that can be run again, not a secret.
        var chance = new Random(seed);
        for (var number = 1; ;)
        {
            chance.Shuffle(kinds);
            foreach (var fault in kinds)
                yield return new PlannedFault(number++, fault, TimeSpan.FromMilliseconds(chance.Next(1000, 3000)), TimeSpan.FromMilliseconds(chance.Next(2000, 6000)), chance.Next());
        }
#pragma warning restore CA5394
    }
}
