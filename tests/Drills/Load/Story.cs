namespace CptsReferral.Drills.Load;

/// <summary>What is meant to happen to one request: who, where, how. It follows from the seed alone.</summary>
/// <param name="Turn">Which door its calls begin at, and which of two experts is the first.</param>
/// <param name="Stage">At which stage a requester withdraws: 0 at once, 1 on the worklist, 2 in hand.</param>
/// <param name="Pace">What its people take between two acts.</param>
sealed record Story(int Number, string Lane, string OtherLane, Plot Plot, int Requester, int Turn, int Stage, TimeSpan Pace)
{
    static readonly Plot[] Plots =
    [
        Plot.Answered, Plot.Answered, Plot.Answered, Plot.Asked, Plot.Asked, Plot.Declined, Plot.Released, Plot.Contested, Plot.Contested,
        Plot.Cancelled, Plot.Redirected, Plot.Amended, Plot.LeftOnWorklist, Plot.LeftInHand,
    ];

    /// <summary>The story of this number.</summary>
    public static Story Of(int seed, int number, IReadOnlyList<string> lanes, int requesters)
    {
        // Numbers are spread: neighbouring seeds of Random begin alike.
#pragma warning disable CA5394 // A plan that can be run again, not a secret.
        var chance = new Random(unchecked((seed * 7919) + (number * 104_729)));
        var lane = chance.Next(lanes.Count);
        var other = (lane + 1 + chance.Next(lanes.Count - 1)) % lanes.Count;
        return new Story(
            number, lanes[lane], lanes[other], Plots[chance.Next(Plots.Length)], chance.Next(requesters), chance.Next(2), chance.Next(3),
            TimeSpan.FromMilliseconds(chance.Next(20, 400)));
#pragma warning restore CA5394
    }
}
