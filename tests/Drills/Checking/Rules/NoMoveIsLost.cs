using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking.Rules;

/// <summary>Each acknowledged move stands in the timeline once, what was refused does not, and nothing stands there that nobody did.</summary>
sealed class NoMoveIsLost : IRule
{
    /// <summary>What the timeline calls a move.</summary>
    static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["submit"] = "submitted",
        ["probe"] = "submitted",
        ["claim"] = "claimed",
        ["release"] = "released",
        ["information-request"] = "information-requested",
        ["information"] = "information-provided",
        ["answer"] = "answered",
        ["amendment"] = "amended",
        ["decline"] = "declined",
        ["redirect"] = "redirected",
        ["cancel"] = "cancelled",
        ["open"] = "opened",
        ["close"] = "closed",
    };

    public string Name => "No acknowledged move is lost or done twice";

    public IEnumerable<Violation> Check(Case drill) =>
        drill.Evidence.Referrals.SelectMany(referral => Gaps(referral).Concat(Moves(drill, referral)).Concat(Words(drill, referral)));

    IEnumerable<Violation> Gaps(ReferralSeen referral)
    {
        var versions = referral.Timeline.Select(move => move.Version).Order().ToList();
        if (!versions.SequenceEqual(Enumerable.Range(1, referral.Version)))
            yield return new Violation(Name, referral.Id, $"its timeline is {string.Join(", ", versions)} and its version {referral.Version}", []);
    }

    IEnumerable<Violation> Moves(Case drill, ReferralSeen referral)
    {
        var operations = drill.About(referral.Id);
        foreach (var (operation, kind) in Kinds)
        {
            // A successor is submitted by who redirected, and a submission nobody heard of has no referral in the history.
            if (kind == "submitted")
                continue;
            var people = operations.Where(o => o.Kind == operation).Select(o => o.Person)
                .Union(referral.Timeline.Where(move => move.Kind == kind && move.By is not null).Select(move => move.By!.Value));
            foreach (var person in people)
            {
                var tried = operations.Where(o => o.Kind == operation && o.Person == person).ToList();
                var acknowledged = tried.Count(o => o.Outcome == Outcome.Ok);
                // Opening again is acknowledged and changes nothing.
                if (operation == "open")
                    acknowledged = Math.Min(acknowledged, 1);
                var possible = tried.Count(o => o.Outcome is Outcome.Unknown or Outcome.Undocumented);
                var done = referral.Timeline.Count(move => move.Kind == kind && move.By == person);
                // Closing opens as well.
                if (done < acknowledged || done > acknowledged + possible)
                    yield return new Violation(Name, referral.Id, $"{kind} stands {done} times in the timeline; {acknowledged} acknowledged, {possible} unknown", tried);
            }
        }
    }

    /// <summary>The words of a move are found once where it was acknowledged, once at most where nobody knows, and nowhere where it was refused.</summary>
    IEnumerable<Violation> Words(Case drill, ReferralSeen referral)
    {
        foreach (var operation in drill.About(referral.Id).Where(o => o.Token is not null && o.Kind is not ("submit" or "probe")))
        {
            var count = Occurrences(referral.Text, $"{operation.Token}.");
            var isRight = operation.Outcome switch
            {
                Outcome.Ok => count == 1,
                Outcome.Refused => count == 0,
                _ => count <= 1,
            };
            if (!isRight)
                yield return new Violation(Name, referral.Id, $"the words of this {operation.Kind} are read {count} times", [operation]);
        }
    }

    static int Occurrences(string text, string word) => text.Split(word).Length - 1;
}
