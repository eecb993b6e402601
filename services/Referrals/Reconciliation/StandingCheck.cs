namespace CptsReferral.Referrals.Reconciliation;

/// <summary>How the standing check stands: one row, which the processes that check also agree by.</summary>
public sealed class StandingCheck
{
    /// <summary>The only id.</summary>
    public const int Only = 1;

    public int Id { get; set; } = Only;

    /// <summary>Referrals that the switchboard still owes something for, as the last whole check found them.</summary>
    public int Open { get; set; }

    /// <summary>Of these, the ones that are in exactly one place, with saga, messages and clock agreeing.</summary>
    public int Accounted { get; set; }

    /// <summary>When the last whole check ended; null before the first.</summary>
    public DateTime? CheckedUtc { get; set; }

    /// <summary>When the next one begins.</summary>
    public DateTime NextUtc { get; set; }

    /// <summary>Until when somebody is checking; null while nobody is.</summary>
    public DateTime? LeasedUntilUtc { get; set; }
}
