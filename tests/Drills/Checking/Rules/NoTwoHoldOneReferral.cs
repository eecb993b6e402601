using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking.Rules;

/// <summary>Between two claims of a referral lies the end of the first, in what clients learned and in the timeline; and who answers is who holds.</summary>
sealed class NoTwoHoldOneReferral : IRule
{
    static readonly string[] ByHolder = ["released", "information-requested", "answered", "amended", "declined", "redirected"];

    public string Name => "No two people hold one referral";

    public IEnumerable<Violation> Check(Case drill) =>
        drill.Evidence.Referrals.SelectMany(referral => Timeline(drill, referral).Concat(Histories(drill, referral)));

    IEnumerable<Violation> Timeline(Case drill, ReferralSeen referral)
    {
        Guid? holder = null;
        foreach (var move in referral.Timeline.OrderBy(move => move.Version))
        {
            if (move.Kind == "claimed" && holder is not null)
                yield return new Violation(Name, referral.Id, $"it was claimed at version {move.Version} while somebody held it", Claims(drill, referral));
            if (ByHolder.Contains(move.Kind) && holder is { } other && move.By != other)
                yield return new Violation(Name, referral.Id, $"it was {move.Kind} at version {move.Version} by somebody who did not hold it", drill.About(referral.Id));
            holder = move.Kind switch
            {
                "claimed" => move.By,
                "released" or "claim-timed-out" => null,
                _ => holder,
            };
        }
    }

    /// <summary>From the histories alone: two acknowledged claims of two people need a release between them, or one that the switchboard did by itself.</summary>
    IEnumerable<Violation> Histories(Case drill, ReferralSeen referral)
    {
        var claims = Claims(drill, referral).Where(claim => claim.Outcome == Outcome.Ok).OrderBy(claim => claim.Sent).ToList();
        foreach (var (first, second) in claims.Zip(claims.Skip(1)))
        {
            var isReleased = drill.About(referral.Id).Any(o => o.Kind == "release" && o.Person == first.Person && o.Outcome is not Outcome.Refused && o.Known > first.Sent && o.Sent < second.Known)
                || referral.Timeline.Any(move => move.Kind == "claim-timed-out");
            if (!isReleased)
                yield return new Violation(Name, referral.Id, "two claims were acknowledged and nothing lies between them", [first, second]);
        }
    }

    static IReadOnlyList<Operation> Claims(Case drill, ReferralSeen referral) => [.. drill.About(referral.Id).Where(o => o.Kind == "claim")];
}
