using Microsoft.Extensions.Options;

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

sealed class ReconciliationOptionsValidator : IValidateOptions<ReconciliationOptions>
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    // A timer of the framework reaches no further than seven weeks.
    static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    public ValidateOptionsResult Validate(string? name, ReconciliationOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        if (options.Every < Shortest || options.Every > Longest)
            faults.AddError($"{ReconciliationOptions.Section}:{nameof(options.Every)} must be between {Shortest:c} and {Longest:c}.");
        if (options.Page is < 1 or > 1000)
            faults.AddError($"{ReconciliationOptions.Section}:{nameof(options.Page)} must be between 1 and 1000.");
        if (options.Rest is < 0 or > 10_000)
            faults.AddError($"{ReconciliationOptions.Section}:{nameof(options.Rest)} must be between 0 and 10000.");
        if (options.PatienceWithRepair < TimeSpan.Zero)
            faults.AddError($"{ReconciliationOptions.Section}:{nameof(options.PatienceWithRepair)} must not be negative.");
        if (options.Repairs < 0)
            faults.AddError($"{ReconciliationOptions.Section}:{nameof(options.Repairs)} must not be negative.");
        return faults.Build();
    }
}
