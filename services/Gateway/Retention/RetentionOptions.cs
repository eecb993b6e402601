using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Retention;

/// <summary>
/// How long content is kept. The defaults are the French reference for liberal practice (five years at hand after the last act, fifteen more in the
/// archive); where the professionals' own files are the record, a territory may agree on less.
/// </summary>
sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>From the last move until the archive.</summary>
    public TimeSpan AtHand { get; set; } = TimeSpan.FromDays(1826);

    /// <summary>In the archive, until it is erased.</summary>
    public TimeSpan Archive { get; set; } = TimeSpan.FromDays(5479);

    /// <summary>How long a file may wait for the request that names it.</summary>
    public TimeSpan Unsent { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often it is looked for what is due.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromHours(1);
}

sealed class RetentionOptionsValidator : IValidateOptions<RetentionOptions>
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);
    static readonly TimeSpan Century = TimeSpan.FromDays(36525);

    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(nameof(options.AtHand), options.AtHand, Day, Century);
        Check(nameof(options.Archive), options.Archive, TimeSpan.Zero, Century);
        Check(nameof(options.Unsent), options.Unsent, Day, Century);
        Check(nameof(options.Every), options.Every, TimeSpan.FromMilliseconds(50), Day);
        return faults.Build();

        void Check(string key, TimeSpan value, TimeSpan shortest, TimeSpan longest)
        {
            if (value < shortest || value > longest)
                faults.AddError($"{RetentionOptions.Section}:{key} must be between {shortest:c} and {longest:c}.");
        }
    }
}
