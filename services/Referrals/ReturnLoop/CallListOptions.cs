using Microsoft.Extensions.Options;

namespace CptsReferral.Referrals.ReturnLoop;

/// <summary>Who phones requesters that opened their answer on no channel; the hosts that tell them and that let them in read the same key.</summary>
public sealed class CallListOptions
{
    public const string Section = "CallList";

    /// <summary>Functions of these people; default <c>radiology-secretary</c>.</summary>
    // Lists are appended to when bound, so the default is not an initialiser.
    public IList<string> Functions { get; set; } = [];

    /// <summary>The functions in force.</summary>
    public IReadOnlyList<string> Callers => Functions is { Count: > 0 } functions ? [.. functions] : ["radiology-secretary"];
}

/// <summary>Names the key of an empty function.</summary>
public sealed class CallListOptionsValidator : IValidateOptions<CallListOptions>
{
    public ValidateOptionsResult Validate(string? name, CallListOptions options) => options.Functions.Any(string.IsNullOrWhiteSpace)
        ? ValidateOptionsResult.Fail($"{CallListOptions.Section}:{nameof(options.Functions)} has an empty entry.")
        : ValidateOptionsResult.Success;
}
