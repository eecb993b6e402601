using CptsReferral.Drills.History;

namespace CptsReferral.Drills.Checking;

/// <summary>What a checker decides on: the history of the clients and the evidence of the switchboard.</summary>
sealed class Case(IReadOnlyList<Operation> history, Evidence evidence)
{
    readonly ILookup<Guid, Operation> byReferral = history.Where(operation => operation.Referral is not null).ToLookup(operation => operation.Referral!.Value);
    readonly Dictionary<Guid, ReferralSeen> seen = evidence.Referrals.ToDictionary(referral => referral.Id);

    public IReadOnlyList<Operation> History => history;

    public Evidence Evidence => evidence;

    /// <summary>Submissions, those of probes included.</summary>
    public IEnumerable<Operation> Submissions => history.Where(operation => operation.Kind is "submit" or "probe");

    public IReadOnlyList<Operation> About(Guid referral) => [.. byReferral[referral]];

    public ReferralSeen? Find(Guid referral) => seen.GetValueOrDefault(referral);
}
