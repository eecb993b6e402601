namespace CptsReferral.Referrals.Reconciliation;

/// <summary>What the standing check found to disagree about one referral, and what became of it. Ids, codes and times.</summary>
public sealed class Discrepancy(Guid id)
{
    public Guid Id { get; private set; } = id;

    /// <summary>The id in a form that every database sorts the same way: newest is greatest.</summary>
    public string SortKey { get; private set; } = id.ToString("N");

    public Guid ReferralId { get; set; }

    public string Lane { get; set; } = "";

    /// <summary>What disagrees, see <see cref="DiscrepancyKinds"/>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>When it was believed: seen twice, with nothing moving in between.</summary>
    public DateTime FoundUtc { get; set; }

    /// <summary>How often the referral was reviewed because of it.</summary>
    public int Repairs { get; set; }

    public DateTime? RepairedUtc { get; set; }

    /// <summary>When a check no longer found it.</summary>
    public DateTime? ResolvedUtc { get; set; }

    /// <summary><see cref="SortKey"/> until it is resolved, then null: what is unresolved is found among all that ever was.</summary>
    public string? UnresolvedKey { get => ResolvedUtc is null ? SortKey : null; private set => _ = value; }
}
