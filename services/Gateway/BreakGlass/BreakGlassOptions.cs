using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>How long, how often, and by when it is looked at afterwards.</summary>
sealed class BreakGlassOptions
{
    public const string Section = "BreakGlass";

    /// <summary>How long a request stays open to whoever opened it.</summary>
    public TimeSpan Duration { get; set; } = TimeSpan.FromHours(1);

    /// <summary>By when the data-protection officer reviews it.</summary>
    public TimeSpan ReviewWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Requests that one person may open in an hour; twice as many references may be mistyped.</summary>
    public int PerHour { get; set; } = 5;
}

sealed class BreakGlassOptionsValidator : IValidateOptions<BreakGlassOptions>
{
    public ValidateOptionsResult Validate(string? name, BreakGlassOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(nameof(options.Duration), options.Duration, TimeSpan.FromMinutes(5), TimeSpan.FromHours(24));
        Check(nameof(options.ReviewWithin), options.ReviewWithin, TimeSpan.FromHours(1), TimeSpan.FromDays(31));
        if (options.PerHour is < 1 or > 100)
            faults.AddError($"{BreakGlassOptions.Section}:{nameof(options.PerHour)} must be between 1 and 100.");
        return faults.Build();

        void Check(string key, TimeSpan value, TimeSpan shortest, TimeSpan longest)
        {
            if (value < shortest || value > longest)
                faults.AddError($"{BreakGlassOptions.Section}:{key} must be between {shortest:c} and {longest:c}.");
        }
    }
}
