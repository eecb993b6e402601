using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>When the record of readings is sealed.</summary>
sealed class ReadingsOptions
{
    public const string Section = "Readings";

    /// <summary>How often a seal is made, when something was read.</summary>
    public TimeSpan SealEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a reading waits for its seal at least: longer than any transaction takes that writes one.</summary>
    public TimeSpan Lag { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after a verification the next one is made by itself.</summary>
    public TimeSpan VerifyEvery { get; set; } = TimeSpan.FromDays(1);
}

sealed class ReadingsOptionsValidator : IValidateOptions<ReadingsOptions>
{
    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    static readonly TimeSpan LeastOften = TimeSpan.FromDays(31);

    public ValidateOptionsResult Validate(string? name, ReadingsOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        Check(faults, nameof(options.SealEvery), options.SealEvery);
        Check(faults, nameof(options.Lag), options.Lag);
        if (options.VerifyEvery < Shortest || options.VerifyEvery > LeastOften)
            faults.AddError($"{ReadingsOptions.Section}:{nameof(options.VerifyEvery)} must be between {Shortest:c} and {LeastOften:c}.");
        return faults.Build();
    }

    static void Check(ValidateOptionsResultBuilder faults, string key, TimeSpan value)
    {
        if (value < Shortest || value > Longest)
            faults.AddError($"{ReadingsOptions.Section}:{key} must be between {Shortest:c} and {Longest:c}.");
    }
}
