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
        new MailFails(),
        new WebhookFails(),
        new LaneChanges(),
        new BrokerStops(),
        new BrokerIsKilled(),
        new BrokerIsWiped(),
        new DatabaseIsKilled(),
        new DatabaseRestarts(),
        new MessagesComeAgain(),
        new PoisonOnQueue(),
        new LineFails(),
    ];

    /// <summary>Endless; who follows it stops when time is over.</summary>
    public static IEnumerable<PlannedFault> Of(int seed, Shape shape, IReadOnlyCollection<string> wanted)
    {
        var kinds = Kinds.Where(fault => fault.IsIn(shape) && (wanted.Count == 0 || wanted.Contains(fault.Kind))).ToArray();
        if (kinds.Length == 0)
            yield break;
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
