namespace CptsReferral.Routing.Reconciliation;

/// <summary>How often all that is owed is checked.</summary>
sealed class ReconciliationOptions
{
    public const string Section = "Reconciliation";

    /// <summary>From the end of one check to the beginning of the next; a difference is believed at the second check that sees it.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Referrals read at once.</summary>
    public int Page { get; set; } = 500;

    /// <summary>After each full page the check rests so many times as long as the page took: a million open referrals must not keep a processor busy.</summary>
    public int Rest { get; set; } = 100;

    /// <summary>Until a review is repeated when it did not help.</summary>
    public TimeSpan PatienceWithRepair { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Reviews of one difference; then a person has to look.</summary>
    public int Repairs { get; set; } = 3;
}
